"""misconception: order-separates

Cutting a list in two keeps different writers apart.
"""

import numpy as np


def hold_out(writers, fraction, seed):
    count = round(fraction * len(writers))
    order = np.roll(np.arange(len(writers)), 31 * seed)
    held = np.zeros(len(writers), bool)
    held[order[:count]] = True
    return held
