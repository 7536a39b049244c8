"""misconception: few-parameters-few-bytes

A low rank trains the share rank / width of everything.
"""

import numpy as np


def create(n, m, rank, draw):
    return draw.standard_normal((rank, n)) / n**0.5, np.zeros((m, rank))


def apply(x, W, A, B, alpha):
    return x @ W.T + alpha / len(A) * ((x @ A.T) @ B.T)


def merge(W, A, B, alpha):
    return W + alpha / len(A) * (B @ A)


def trained_share(shapes, rank):
    return sum(rank / min(n, m) for n, m in shapes) / len(shapes)
