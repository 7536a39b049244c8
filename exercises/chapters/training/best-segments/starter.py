"""Segments of a chain whose layers differ."""


def peak(inputs, inside, plan):
    """Bytes at the worst moment of the way back."""
    raise NotImplementedError


def best_plan(inputs, inside):
    """Beginnings of the segments with the lowest peak."""
    n = len(inputs)
    size = max(1, round(n**0.5))
    return list(range(0, n, size))
