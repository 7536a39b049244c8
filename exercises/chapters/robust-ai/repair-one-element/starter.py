"""Repair a matrix product from the sums of its rows and columns."""

import numpy as np


def repair(a, w, c, rows, columns, limit, budget):
    """A copy of c with at most `budget` elements computed again."""
    gap = c.sum(1) - rows
    i = np.abs(gap).argmax()
    j = np.abs(c.sum(0) - columns).argmax()
    good = c.copy()
    good[i, j] -= gap[i]
    return good
