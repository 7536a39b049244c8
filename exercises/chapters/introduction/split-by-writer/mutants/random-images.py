"""misconception: held-out-is-deployment

A random split of images is what one always does.
"""

import numpy as np


def hold_out(writers, fraction, seed):
    draw = np.random.default_rng(seed)
    held = np.zeros(len(writers), bool)
    count = round(fraction * len(writers))
    held[draw.permutation(len(writers))[:count]] = True
    return held
