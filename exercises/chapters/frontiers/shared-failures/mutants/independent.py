"""misconception: retry-is-independent

Two failures meet with the product of their rates.
"""

from itertools import combinations

import numpy as np


def both_wrong(right, a, b):
    alone = 1 - np.asarray(right, float).mean(1)
    together = float(alone[a] * alone[b])
    return together, together


def best_pair(right):
    count = len(right)
    return min(combinations(range(count), 2),
               key=lambda ab: both_wrong(right, *ab)[0])
