"""Weights become masks of what to keep: single weights, whole channels, or n of every m.

A mask says nothing about speed. Dense matrix products take as long on zeros; only whole channels,
which can be cut out, or hardware that knows n:m patterns turn zeros into time.

Sources: S. Han et al., "Learning both Weights and Connections for Efficient Neural Networks", NeurIPS
2015 (magnitude); H. Li et al., "Pruning Filters for Efficient ConvNets", ICLR 2017 (channels);
A. Mishra et al., "Accelerating Sparse Deep Neural Networks", 2021 (2:4).
"""

from __future__ import annotations

import numpy as np

from tinytorch.dtypes import Array


def _fraction(amount: float) -> float:
    if not 0 <= amount <= 1:
        raise ValueError(f"amount={amount} is the fraction to remove, from 0 to 1")
    return amount


def magnitude(array: Array, amount: float) -> Array:
    """Return a mask (bool, like ``array``) without the ``amount`` of smallest absolute values.

    Exactly ``round(amount * size)`` entries are removed; among equal ones the earlier go first.
    """
    remove = round(_fraction(amount) * array.size)
    mask = np.ones(array.size, dtype=bool)
    mask[np.argsort(np.abs(array), axis=None, kind="stable")[:remove]] = False
    return mask.reshape(array.shape)


def magnitude_globally(arrays: list[Array], amount: float) -> list[Array]:
    """Return masks that remove the smallest of all ``arrays`` together: layers compete."""
    flat = np.concatenate([array.ravel() for array in arrays])
    ends = np.cumsum([array.size for array in arrays])[:-1]
    parts = np.split(magnitude(flat, amount), ends)
    return [part.reshape(array.shape) for part, array in zip(parts, arrays, strict=True)]


def channels(array: Array, amount: float, axis: int = 0, order: float = 2) -> Array:
    """Return a mask that removes whole slices along ``axis``: those of the smallest norm.

    ``order`` is that of the norm (1 or 2, say). ``round(amount * slices)`` of them go.
    """
    slices = np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1)
    keep = magnitude(np.linalg.norm(slices, ord=order, axis=1), amount)
    shape = [1] * array.ndim
    shape[axis] = -1
    return np.broadcast_to(keep.reshape(shape), array.shape).copy()


def n_of_m(array: Array, n: int = 2, m: int = 4, axis: int = -1) -> Array:
    """Return a mask that keeps the ``n`` largest of each ``m`` neighbors along ``axis``.

    Raises:
        ValueError: ``n`` is not between 1 and ``m``, or the axis is no multiple of ``m`` long.
    """
    if not 1 <= n <= m:
        raise ValueError(f"{n} of {m} is no pattern")
    moved = np.moveaxis(array, axis, -1)
    if moved.shape[-1] % m:
        raise ValueError(
            f"{n}:{m} needs an axis whose length {moved.shape[-1]} is a multiple of {m}"
        )
    groups = np.abs(moved).reshape(-1, m)
    mask = np.zeros(groups.shape, dtype=bool)
    largest = np.argsort(-groups, axis=1, kind="stable")[:, :n]
    np.put_along_axis(mask, largest, True, axis=1)
    return np.moveaxis(mask.reshape(moved.shape), -1, axis)


def sparsity(mask: Array) -> float:
    """Return the fraction of removed (false or zero) entries."""
    return 1 - np.count_nonzero(mask) / mask.size
