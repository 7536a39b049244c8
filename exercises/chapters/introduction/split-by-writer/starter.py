"""Hold out whole writers."""

import numpy as np


def hold_out(writers, fraction, seed):
    """Return a boolean array: which images are held out."""
    draw = np.random.default_rng(seed)
    return draw.random(len(writers)) < fraction
