"""A low-rank adapter for a frozen matrix."""

import numpy as np


def create(n, m, rank, draw):
    """A pair (A, B) with which training can start."""
    return np.zeros((rank, n)), np.zeros((m, rank))


def apply(x, W, A, B, alpha):
    """Output (rows, m) of the adapted layer."""
    raise NotImplementedError


def merge(W, A, B, alpha):
    """One matrix that does the same."""
    raise NotImplementedError


def trained_share(shapes, rank):
    """Adapter parameters over weights."""
    raise NotImplementedError
