"""misconception: one-fault-at-a-time

Faults are rare, so there is one, where the gaps are largest.
"""

import numpy as np


def repair(a, w, c, rows, columns, limit, budget):
    good = c.copy()
    down = ~(np.abs(c.sum(1) - rows) <= limit)
    across = ~(np.abs(c.sum(0) - columns) <= limit)
    if down.any() and across.any():
        i, j = down.argmax(), across.argmax()
        good[i, j] = a[i] @ w[j]
    return good
