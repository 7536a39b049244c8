"""misconception: mean-tells-coverage

The mean success over all problems goes into the formula.
"""

from math import comb


def coverage(counts, drawn, n):
    # All attempts in one pot, as if there were one problem.
    total, hits = drawn * len(counts), sum(counts)
    return 1 - comb(total - hits, n) / comb(total, n)
