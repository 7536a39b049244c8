"""misconception: exact-checksum

One small number is a tolerance for every layer.
"""

import numpy as np


def prepare(w, v):
    return v @ w.astype(float)


def alarms(a, c, v, stored):
    gap = c.astype(float) @ v - a.astype(float) @ stored
    return ~(np.abs(gap) <= 1e-3)
