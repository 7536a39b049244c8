"""misconception: agreement-counts

Every question is a toss that the new model wins or not.
"""

from math import comb, sqrt


def difference(old, new):
    b = sum(n and not o for o, n in zip(old, new))
    c = sum(o and not n for o, n in zip(old, new))
    gain = (b - c) / len(old)
    return gain, sqrt(((b + c) / len(old) - gain**2) / len(old))


def chance(old, new):
    ahead = sum(n >= o for o, n in zip(old, new))
    n = len(old)
    few = min(ahead, n - ahead)
    tail = sum(comb(n, k) for k in range(few + 1))
    return min(1.0, 2 * tail / 2**n)
