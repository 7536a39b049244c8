"""misconception: constants-decide

The geometric mean of the published ratios is the ratio.
"""


def verdict(a, b, low, high):
    ratio = (low * high) ** 0.5
    gap = a[0] + ratio * a[2] - b[0] - ratio * b[2]
    return "a" if gap < 0 else "b" if gap > 0 else "open"


def candidates(designs, low, high):
    return sorted(
        n for n, c in designs.items()
        if not any(verdict(d, c, low, high) == "a"
                   for m, d in designs.items() if m != n))
