"""Tensors from data, from a rule, or filled with one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.dtypes import Array, DType, from_python, get_default_dtype, int64
from tinytorch.tensor import Tensor
from tinytorch.tensor_casts import check_device


def _made(
    array: Array, dtype: DType | None, requires_grad: bool = False, device: object = None
) -> Tensor:
    check_device(device)
    out: Tensor = Variable.wrap(array if dtype is None else array.astype(dtype, copy=False))
    return out.requires_grad_() if requires_grad else out


def _sizes(size: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(size[0]) if len(size) == 1 and isinstance(size[0], Sequence) else size


def tensor(
    data: Any, dtype: DType | None = None, requires_grad: bool = False, device: object = None
) -> Tensor:
    """Return a new tensor with a copy of `data` (numbers, nested lists, arrays, tensors).

    Python floats become the default dtype, Python ints int64; an array keeps its dtype.
    """
    source = data.array if isinstance(data, Variable) else data
    if isinstance(data, list | tuple) and any(isinstance(x, Variable) for x in data):
        source = [x.array.tolist() if isinstance(x, Variable) else x for x in data]
    return _made(np.array(from_python(source)), dtype, requires_grad, device)


def as_tensor(data: Any, dtype: DType | None = None, device: object = None) -> Tensor:
    """Return `data` as a tensor, sharing memory with an array or tensor of the same dtype."""
    if isinstance(data, Tensor):
        return data if dtype is None else data.astype(dtype)
    return _made(from_python(data), dtype, device=device)


def from_numpy(array: Array) -> Tensor:
    """Return a tensor that shares memory with `array`."""
    return _made(array, None)


def full(
    size: Sequence[int],
    fill_value: float,
    *,
    dtype: DType | None = None,
    requires_grad: bool = False,
    device: object = None,
) -> Tensor:
    """Return a tensor of `size` filled with one number."""
    array = np.full(tuple(size), fill_value, dtype or from_python(fill_value).dtype)
    return _made(array, dtype, requires_grad, device)


def zeros(
    *size: Any, dtype: DType | None = None, requires_grad: bool = False, device: object = None
) -> Tensor:
    """Return zeros."""
    array = np.zeros(_sizes(size), dtype or get_default_dtype())
    return _made(array, dtype, requires_grad, device)


def ones(
    *size: Any, dtype: DType | None = None, requires_grad: bool = False, device: object = None
) -> Tensor:
    """Return ones."""
    array = np.ones(_sizes(size), dtype or get_default_dtype())
    return _made(array, dtype, requires_grad, device)


def empty(
    *size: Any, dtype: DType | None = None, requires_grad: bool = False, device: object = None
) -> Tensor:
    """Return a tensor whose numbers are whatever was in memory."""
    array = np.empty(_sizes(size), dtype or get_default_dtype())
    return _made(array, dtype, requires_grad, device)


def zeros_like(x: Tensor, *, dtype: DType | None = None) -> Tensor:
    """Return zeros in the shape and dtype of x."""
    return _made(np.zeros(x.array.shape, dtype or x.array.dtype), None)


def ones_like(x: Tensor, *, dtype: DType | None = None) -> Tensor:
    """Return ones in the shape and dtype of x."""
    return _made(np.ones(x.array.shape, dtype or x.array.dtype), None)


def empty_like(x: Tensor, *, dtype: DType | None = None) -> Tensor:
    """Return an uninitialized tensor in the shape and dtype of x."""
    return _made(np.empty(x.array.shape, dtype or x.array.dtype), None)


def full_like(x: Tensor, fill_value: float, *, dtype: DType | None = None) -> Tensor:
    """Return a tensor like x filled with one number."""
    return _made(np.full(x.array.shape, fill_value, dtype or x.array.dtype), None)


def arange(
    start: float,
    end: float | None = None,
    step: float = 1,
    *,
    dtype: DType | None = None,
    device: object = None,
) -> Tensor:
    """Return start, start + step, ... below end; `arange(n)` counts from 0."""
    array = np.arange(start, step=step) if end is None else np.arange(start, end, step)
    if array.dtype == np.float64:
        array = array.astype(get_default_dtype())
    elif array.dtype.kind == "i":  # see from_python
        array = array.astype(int64, copy=False)
    return _made(array, dtype, device=device)


def linspace(start: float, end: float, steps: int, *, dtype: DType | None = None) -> Tensor:
    """Return `steps` numbers evenly spaced from start to end, both included."""
    return _made(np.linspace(start, end, steps, dtype=dtype or get_default_dtype()), None)


def eye(n: int, m: int | None = None, *, dtype: DType | None = None) -> Tensor:
    """Return the identity matrix of n rows (and m columns)."""
    return _made(np.eye(n, m, dtype=dtype or get_default_dtype()), None)


def meshgrid(*axes: Tensor, indexing: str = "ij") -> tuple[Tensor, ...]:
    """Return the coordinates of every grid point, one tensor an axis."""
    grids = np.meshgrid(*(a.array for a in axes), indexing="ij" if indexing == "ij" else "xy")
    return tuple(_made(g, None) for g in grids)
