"""misconception: overlap-means-equal

Two energies whose ranges overlap cannot be ranked.
"""


def ends(c, low, high):
    every = [c[0] + r * c[w] for r in (low, high) for w in (1, 2)]
    return min(every), max(every)


def verdict(a, b, low, high):
    (a1, a2), (b1, b2) = ends(a, low, high), ends(b, low, high)
    return "a" if a2 < b1 else "b" if b2 < a1 else "open"


def candidates(designs, low, high):
    return sorted(
        n for n, c in designs.items()
        if not any(verdict(d, c, low, high) == "a"
                   for m, d in designs.items() if m != n))
