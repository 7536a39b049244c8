"""misconception: merge-without-scale

Merging means adding the product.
"""

import numpy as np


def create(n, m, rank, draw):
    return draw.standard_normal((rank, n)) / n**0.5, np.zeros((m, rank))


def apply(x, W, A, B, alpha):
    return x @ W.T + alpha / len(A) * ((x @ A.T) @ B.T)


def merge(W, A, B, alpha):
    return W + B @ A


def trained_share(shapes, rank):
    added = sum(rank * (n + m) for n, m in shapes)
    return added / sum(n * m for n, m in shapes)
