"""Which designs can be ranked by energy without a measurement."""


def verdict(a, b, low, high):
    """"a", "b" or "open" for counts (operations, bytes, bytes)."""
    # Linear in the ratio, so both ends settle everything between.
    gaps = [a[0] + ratio * a[way] - b[0] - ratio * b[way]
            for ratio in (low, high) for way in (1, 2)]
    if max(gaps) < 0:
        return "a"
    return "b" if min(gaps) > 0 else "open"


def candidates(designs, low, high):
    """Sorted names that no other design beats in every case."""
    return sorted(
        name for name, counts in designs.items()
        if not any(verdict(other, counts, low, high) == "a"
                   for rival, other in designs.items()
                   if rival != name))
