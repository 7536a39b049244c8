"""An alarm that watches the mean image of a batch."""

import numpy as np


def distance(batch, usual):
    """Distance of the batch's mean image (p,) from the usual one."""
    raise NotImplementedError


def threshold(images, size, rate, seed):
    """Limit that a share `rate` of normal batches exceeds."""
    raise NotImplementedError


def alarm(batch, usual, limit):
    """Whether this batch is unusual."""
    raise NotImplementedError
