"""One wide layer becomes two thin ones: a matrix of low rank as the product of two factors.

A weight (out, in) of rank r is U V with U (out, r) and V (r, in): r (in + out) numbers and
multiplications instead of in * out, which is less when r < in * out / (in + out). The singular value
decomposition gives the best such product: no other of this rank is nearer in the sum of squares.

Source: C. Eckart, G. Young, "The approximation of one matrix by another of lower rank", 1936.
"""

from __future__ import annotations

import numpy as np

from tinytorch.dtypes import Array
from tinytorch.nn.container import Sequential
from tinytorch.nn.linear import Linear


def rank_for(weight: Array, energy: float = 0.95) -> int:
    """Return the smallest rank that keeps the fraction ``energy`` of the sum of squares.

    Raises:
        ValueError: ``energy`` is not above 0 and at most 1.
    """
    if not 0 < energy <= 1:
        raise ValueError(f"energy={energy} is a fraction above 0, at most 1")
    squares = np.linalg.svd(weight, compute_uv=False).astype(np.float64) ** 2
    kept = np.cumsum(squares) / max(float(squares.sum()), np.finfo(np.float64).tiny)
    enough = int(np.searchsorted(kept, energy * (1 - 1e-12)))
    return min(enough + 1, len(squares))


def factors(weight: Array, rank: int) -> tuple[Array, Array]:
    """Return U (out, rank) and V (rank, in) whose product is nearest to ``weight`` (out, in).

    Each factor takes the square root of the singular values, so that both train at one pace.

    Raises:
        ValueError: a rank below 1 or above the smaller side.
    """
    if not 1 <= rank <= min(weight.shape):
        raise ValueError(f"rank={rank} for a weight of shape {weight.shape}")
    u, s, vt = np.linalg.svd(weight, full_matrices=False)
    root = np.sqrt(s[:rank])
    return u[:, :rank] * root, root[:, None] * vt[:rank]


def factorize(layer: Linear, rank: int) -> Sequential:
    """Return two linear layers in a row that approximate ``layer``; the second has its bias."""
    u, v = factors(layer.weight.array, rank)
    thin = Linear(layer.in_features, rank, bias=False)
    wide = Linear(rank, layer.out_features, bias=layer.bias is not None)
    thin.weight.array[...] = v
    wide.weight.array[...] = u
    if layer.bias is not None and wide.bias is not None:
        wide.bias.array[...] = layer.bias.array
    return Sequential(thin, wide)
