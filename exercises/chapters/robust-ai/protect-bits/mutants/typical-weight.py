"""misconception: mean-is-typical

The mean change over the weights describes the position.
"""

import numpy as np


def worst_change(weights, bit):
    good = np.array(weights, np.float32).reshape(-1)
    bad = (good.view(np.uint32) ^ np.uint32(1 << bit)).view(
        np.float32)
    if not np.isfinite(bad).all():
        return float("inf")
    return float(np.abs(bad.astype(float) - good).mean())


def bits_to_protect(weights, limit):
    return [bit for bit in range(32)
            if worst_change(weights, bit) > limit]
