"""misconception: both-factors-zero

The correction starts at zero, so its factors do.
"""

import numpy as np


def create(n, m, rank, draw):
    return np.zeros((rank, n)), np.zeros((m, rank))


def apply(x, W, A, B, alpha):
    return x @ W.T + alpha / len(A) * ((x @ A.T) @ B.T)


def merge(W, A, B, alpha):
    return W + alpha / len(A) * (B @ A)


def trained_share(shapes, rank):
    added = sum(rank * (n + m) for n, m in shapes)
    return added / sum(n * m for n, m in shapes)
