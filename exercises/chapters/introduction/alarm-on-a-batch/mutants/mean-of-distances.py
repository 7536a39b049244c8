"""misconception: noise-of-one

The mean distance of images is the distance of the mean image.
"""

import numpy as np


def distance(batch, usual):
    apart = np.asarray(batch, float) - np.asarray(usual)
    return float(np.linalg.norm(apart, axis=1).mean())


def threshold(images, size, rate, seed):
    draw = np.random.default_rng(seed)
    usual = images.mean(0)
    normal = [distance(images[draw.integers(0, len(images), size)],
                       usual) for _ in range(2000)]
    return float(np.quantile(normal, 1 - rate))


def alarm(batch, usual, limit):
    return distance(batch, usual) > limit
