"""misconception: operations-are-joules

Fewer operations, less energy.
"""


def verdict(a, b, low, high):
    return "a" if a[0] < b[0] else "b" if b[0] < a[0] else "open"


def candidates(designs, low, high):
    least = min(counts[0] for counts in designs.values())
    return sorted(n for n, c in designs.items() if c[0] == least)
