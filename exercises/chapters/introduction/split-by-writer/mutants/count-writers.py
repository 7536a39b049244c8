"""misconception: groups-are-examples

A fifth of the writers is a fifth of the images.
"""

import numpy as np


def hold_out(writers, fraction, seed):
    writers = np.asarray(writers)
    draw = np.random.default_rng(seed)
    names, counts = np.unique(writers, return_counts=True)
    names = names[np.argsort(counts)]
    count = int(np.ceil(fraction * len(names)))
    first = draw.integers(0, 2)
    return np.isin(writers, names[first:first + count])
