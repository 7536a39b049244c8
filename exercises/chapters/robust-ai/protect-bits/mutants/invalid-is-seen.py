"""misconception: faults-are-loud

Invalid numbers are noticed anyway, so they need no protection.
"""

import numpy as np


def worst_change(weights, bit):
    good = np.array(weights, np.float32).reshape(-1)
    bad = (good.view(np.uint32) ^ np.uint32(1 << bit)).view(
        np.float32)
    change = np.abs(bad.astype(float) - good)
    return float(change[np.isfinite(change)].max(initial=0.0))


def bits_to_protect(weights, limit):
    return [bit for bit in range(32)
            if worst_change(weights, bit) > limit]
