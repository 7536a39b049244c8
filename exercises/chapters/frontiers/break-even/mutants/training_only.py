"""misconception: training-is-the-cost

The model that was cheaper to train is cheaper.
"""


def total(model, attempts, answer, questions):
    once = 6 * model["weights"] * model["tokens"]
    return once + 2 * model["weights"] * answer * attempts * questions


def cheaper(small, big, attempts, answer):
    a, b = total(small, 1, 0, 0), total(big, 1, 0, 0)
    name = "small" if a < b else "big"
    return name, None, name
