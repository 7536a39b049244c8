"""Which bit positions of stored weights are worth protecting?"""

import math

import numpy as np


def worst_change(weights, bit):
    """Largest absolute change by one flip of `bit`; may be inf."""
    good = np.array(weights, np.float32).reshape(-1)    # a copy
    bad = (good.view(np.uint32) ^ np.uint32(1 << bit)).view(
        np.float32)
    # An invalid number is a change that nothing later can bound.
    if not np.isfinite(bad).all():
        return math.inf
    # In double precision, since the change itself may overflow.
    return float(np.abs(bad.astype(float) - good).max())


def bits_to_protect(weights, limit):
    """Positions whose worst change exceeds `limit`, rising."""
    return [bit for bit in range(32)
            if worst_change(weights, bit) > limit]
