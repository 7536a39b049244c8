"""misconception: exact-checksum

Both sides are the same number, so they must be equal.
"""

import numpy as np


def prepare(w, v):
    return v @ w.astype(float)


def alarms(a, c, v, stored):
    return c.astype(float) @ v != a.astype(float) @ stored
