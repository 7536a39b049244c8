"""Which two models should work together?"""


def both_wrong(right, a, b):
    """Share of common failures, and what independence predicts."""
    raise NotImplementedError


def best_pair(right):
    """The two models that together solve the most problems."""
    return 0, 1
