"""misconception: all-bits-equal

Sign and exponent are the important bits, whatever the weights are.
"""

import numpy as np


def worst_change(weights, bit):
    good = np.array(weights, np.float32).reshape(-1)
    bad = (good.view(np.uint32) ^ np.uint32(1 << bit)).view(
        np.float32)
    if not np.isfinite(bad).all():
        return float("inf")
    return float(np.abs(bad.astype(float) - good).max())


def bits_to_protect(weights, limit):
    return list(range(23, 32))
