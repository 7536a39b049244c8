"""Is the new model better than the old one?"""

from math import comb, sqrt


def split(old, new):
    """Questions that only the new, only the old one got right."""
    pairs = list(zip(old, new))
    gained = sum(bool(n) and not o for o, n in pairs)
    lost = sum(bool(o) and not n for o, n in pairs)
    return gained, lost, len(pairs)


def difference(old, new):
    """(gain in accuracy, its standard error)"""
    b, c, n = split(old, new)
    gain = (b - c) / n
    return gain, sqrt((b + c) / n - gain**2) / sqrt(n)


def chance(old, new):
    """Probability of so uneven a split by luck alone."""
    b, c, _ = split(old, new)
    tail = sum(comb(b + c, k) for k in range(min(b, c) + 1))
    return min(1.0, 2 * tail / 2 ** (b + c))
