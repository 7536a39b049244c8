"""misconception: checksum-of-itself

The weights in memory tell what the product should have been.
"""

import numpy as np

_kept = {}


def prepare(w, v):
    _kept["w"] = w
    return np.zeros(w.shape[1])


def alarms(a, c, v, stored):
    w = _kept["w"].astype(float)
    a = a.astype(float)
    gap = c.astype(float) @ v - a @ (v @ w)
    limit = w.shape[1] * 2.0**-24 * (np.abs(a) @ (v @ np.abs(w)))
    return ~(np.abs(gap) <= limit)
