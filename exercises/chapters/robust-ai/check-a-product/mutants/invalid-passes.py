"""misconception: faults-are-loud

A gap that is too large is larger than the limit.
"""

import numpy as np


def prepare(w, v):
    w = w.astype(float)
    return v @ w, v @ np.abs(w)


def alarms(a, c, v, stored):
    known, size = stored
    a = a.astype(float)
    gap = c.astype(float) @ v - a @ known
    return np.abs(gap) > len(known) * 2.0**-24 * (np.abs(a) @ size)
