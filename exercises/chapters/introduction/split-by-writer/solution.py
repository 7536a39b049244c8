"""Hold out whole writers."""

import numpy as np


def hold_out(writers, fraction, seed):
    """Return a boolean array: which images are held out."""
    writers = np.asarray(writers)
    draw = np.random.default_rng(seed)
    held = np.zeros(len(writers), bool)
    # The unit that is drawn is the writer, not the image.
    for writer in draw.permutation(np.unique(writers)):
        if held.mean() >= fraction:
            break
        held |= writers == writer
    return held
