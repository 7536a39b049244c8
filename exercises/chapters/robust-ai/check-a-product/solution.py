"""A checksum for a matrix product."""

import numpy as np


def prepare(w, v):
    """What the check needs of w (n, k), when the model is stored."""
    w = w.astype(float)
    # The sum for the gap, the sum of sizes for the tolerance.
    return v @ w, np.abs(v) @ np.abs(w)


def alarms(a, c, v, stored):
    """True for each row of c (m, n) that cannot be a @ w.T."""
    known, size = stored
    a = a.astype(float)
    gap = c.astype(float) @ v - a @ known
    limit = len(known) * 2.0**-24 * (np.abs(a) @ size)
    # Asked this way round, an invalid gap raises an alarm too.
    return ~(np.abs(gap) <= limit)
