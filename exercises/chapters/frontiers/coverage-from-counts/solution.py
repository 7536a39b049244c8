"""How often would n attempts have found a right answer?"""

from math import comb


def coverage(counts, drawn, n):
    """Mean share of choices of n attempts with a right one."""
    # comb(m, n) is 0 if m < n: then a right one cannot be avoided.
    missed = [comb(drawn - c, n) / comb(drawn, n) for c in counts]
    return 1 - sum(missed) / len(missed)
