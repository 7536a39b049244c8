"""misconception: alarm-is-harm

An alarm means harm, so a normal batch must never raise one.
"""

import numpy as np


def distance(batch, usual):
    mean = np.asarray(batch, float).mean(0)
    return float(np.linalg.norm(mean - np.asarray(usual)))


def threshold(images, size, rate, seed):
    draw = np.random.default_rng(seed)
    usual = images.mean(0)
    normal = [distance(images[draw.integers(0, len(images), size)],
                       usual) for _ in range(2000)]
    return 1.2 * float(np.max(normal))


def alarm(batch, usual, limit):
    return distance(batch, usual) > limit
