"""A low-rank adapter for a frozen matrix."""

import numpy as np


def create(n, m, rank, draw):
    # One factor zero: the product is zero. The other not: the
    # gradient of the zero factor is a product with it.
    return draw.standard_normal((rank, n)) / n**0.5, np.zeros((m, rank))


def apply(x, W, A, B, alpha):
    return x @ W.T + alpha / len(A) * ((x @ A.T) @ B.T)


def merge(W, A, B, alpha):
    return W + alpha / len(A) * (B @ A)


def trained_share(shapes, rank):
    added = sum(rank * (n + m) for n, m in shapes)
    return added / sum(n * m for n, m in shapes)
