"""misconception: one-fault-at-a-time

If all rows are right, nothing is wrong.
"""

import numpy as np


def repair(a, w, c, rows, columns, limit, budget):
    good = c.copy()
    i = np.flatnonzero(~(np.abs(c.sum(1) - rows) <= limit))
    j = np.flatnonzero(~(np.abs(c.sum(0) - columns) <= limit))
    if not len(i):
        return good
    if len(i) * len(j) > budget:
        raise ValueError("too many elements")
    good[np.ix_(i, j)] = a[i] @ w[j].T
    if (~(np.abs(good.sum(1) - rows) <= limit)).any():
        raise ValueError("still wrong")
    return good
