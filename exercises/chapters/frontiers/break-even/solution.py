"""Many attempts of a small model or one of a big one?"""


def total(model, attempts, answer, questions):
    """Operations of training and of all questions."""
    once = 6 * model["weights"] * model["tokens"]
    each = 2 * model["weights"] * answer * attempts
    return once + each * questions


def cheaper(small, big, attempts, answer):
    """(name for few questions, number at the crossing, name)."""
    start = (total(small, attempts, answer, 0)
             - total(big, 1, answer, 0))
    slope = (total(small, attempts, answer, 1)
             - total(big, 1, answer, 1)) - start
    few = "small" if start < 0 or (start == 0 and slope < 0) else "big"
    # Two lines cross at a positive number only if signs differ.
    if start * slope >= 0:
        return few, None, few
    return few, -start / slope, "big" if few == "small" else "small"
