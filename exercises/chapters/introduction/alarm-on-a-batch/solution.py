"""An alarm that watches the mean image of a batch."""

import numpy as np


def distance(batch, usual):
    """Distance of the batch's mean image (p,) from the usual one."""
    mean = np.asarray(batch, float).mean(0)
    return float(np.linalg.norm(mean - np.asarray(usual)))


def threshold(images, size, rate, seed):
    """Limit that a share `rate` of normal batches exceeds."""
    draw = np.random.default_rng(seed)
    usual = images.mean(0)
    # Batches of the size that will come: the mean of more images
    # varies less, so the limit belongs to the size.
    normal = [distance(images[draw.integers(0, len(images), size)],
                       usual) for _ in range(2000)]
    return float(np.quantile(normal, 1 - rate))


def alarm(batch, usual, limit):
    """Whether this batch is unusual."""
    return distance(batch, usual) > limit
