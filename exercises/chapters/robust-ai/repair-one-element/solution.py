"""Repair a matrix product from the sums of its rows and columns."""

import numpy as np


def wrong(c, rows, columns, limit):
    """Indices of the rows and of the columns whose sums are wrong."""
    with np.errstate(all="ignore"):
        down = ~(np.abs(c.sum(1) - rows) <= limit)
        across = ~(np.abs(c.sum(0) - columns) <= limit)
    return np.flatnonzero(down), np.flatnonzero(across)


def repair(a, w, c, rows, columns, limit, budget):
    """A copy of c with at most `budget` elements computed again."""
    good = c.copy()
    i, j = wrong(good, rows, columns, limit)
    if not len(i) and not len(j):
        return good
    # Errors that cancel in one direction show in the other only:
    # then every element of the wrong lines is under suspicion.
    i = i if len(i) else np.arange(len(c))
    j = j if len(j) else np.arange(c.shape[1])
    if len(i) * len(j) > budget:
        raise ValueError(f"{len(i) * len(j)} elements to compute "
                         f"again, and only {budget} are allowed")
    good[np.ix_(i, j)] = a[i] @ w[j].T
    i, j = wrong(good, rows, columns, limit)
    if len(i) or len(j):
        raise ValueError("sums are wrong after the repair as well")
    return good
