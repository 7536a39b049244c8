"""misconception: subtract-restores

The gap is exactly what has to be taken away.
"""

import numpy as np


def repair(a, w, c, rows, columns, limit, budget):
    good = c.copy()
    down, across = good.sum(1) - rows, good.sum(0) - columns
    i = np.flatnonzero(~(np.abs(down) <= limit))
    j = np.flatnonzero(~(np.abs(across) <= limit))
    if len(i) * len(j) > budget:
        raise ValueError("too many")
    for row in i:
        for column in j:
            good[row, column] -= across[column]
    return good
