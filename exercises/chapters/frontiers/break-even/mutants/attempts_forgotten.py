"""misconception: samples-replace-size

A small model stays small, however often it is asked.
"""


def total(model, attempts, answer, questions):
    once = 6 * model["weights"] * model["tokens"]
    return once + 2 * model["weights"] * answer * questions


def cheaper(small, big, attempts, answer):
    start = total(small, 1, answer, 0) - total(big, 1, answer, 0)
    slope = (total(small, 1, answer, 1)
             - total(big, 1, answer, 1)) - start
    few = "small" if start < 0 else "big"
    if start * slope >= 0:
        return few, None, few
    return few, -start / slope, "big" if few == "small" else "small"
