"""misconception: noise-of-one

A limit for single images also serves for the mean of a batch.
"""

import numpy as np


def distance(batch, usual):
    mean = np.asarray(batch, float).mean(0)
    return float(np.linalg.norm(mean - np.asarray(usual)))


def threshold(images, size, rate, seed):
    each = np.linalg.norm(images - images.mean(0), axis=1)
    return float(np.quantile(each, 1 - rate))


def alarm(batch, usual, limit):
    return distance(batch, usual) > limit
