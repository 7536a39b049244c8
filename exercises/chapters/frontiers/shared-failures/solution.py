"""Which two models should work together?"""

from itertools import combinations

import numpy as np


def both_wrong(right, a, b):
    """Share of common failures, and what independence predicts."""
    wrong = ~np.asarray(right, bool)
    alone = wrong.mean(1)
    return (float((wrong[a] & wrong[b]).mean()),
            float(alone[a] * alone[b]))


def best_pair(right):
    """The two models that together solve the most problems."""
    table = np.asarray(right, bool)
    # max keeps the first of equal pairs.
    return max(combinations(range(len(table)), 2),
               key=lambda ab: int((table[ab[0]] | table[ab[1]]).sum()))
