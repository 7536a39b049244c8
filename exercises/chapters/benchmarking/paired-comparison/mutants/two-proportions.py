"""misconception: difference-needs-both-errors

Each accuracy has its error, and errors add up.
"""

from math import comb, sqrt


def difference(old, new):
    n, p, q = len(old), sum(old) / len(old), sum(new) / len(new)
    return q - p, sqrt(p * (1 - p) / n + q * (1 - q) / n)


def chance(old, new):
    b = sum(n and not o for o, n in zip(old, new))
    c = sum(o and not n for o, n in zip(old, new))
    tail = sum(comb(b + c, k) for k in range(min(b, c) + 1))
    return min(1.0, 2 * tail / 2 ** (b + c))
