"""misconception: p-is-one-sided

Only the side that won needs to be counted.
"""

from math import comb, sqrt


def difference(old, new):
    b = sum(n and not o for o, n in zip(old, new))
    c = sum(o and not n for o, n in zip(old, new))
    gain = (b - c) / len(old)
    return gain, sqrt(((b + c) / len(old) - gain**2) / len(old))


def chance(old, new):
    b = sum(n and not o for o, n in zip(old, new))
    c = sum(o and not n for o, n in zip(old, new))
    if b == c:
        return 1.0
    tail = sum(comb(b + c, k) for k in range(min(b, c) + 1))
    return tail / 2 ** (b + c)
