"""Sums, means, extremes: many numbers to few, along given dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from tinytorch.autograd.engine import Op, Variable, apply
from tinytorch.dtypes import Array
from tinytorch.ops.elementwise import EXP, SUB, WHERE
from tinytorch.ops.shape import EXPAND, RESHAPE

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor

Dim: TypeAlias = int | tuple[int, ...] | list[int] | None


def _kept(shape: tuple[int, ...], axis: Any) -> tuple[int, ...]:
    """Return `shape` with the reduced dimensions at size one."""
    if axis is None:
        return (1,) * len(shape)
    axes = {a % len(shape) for a in ((axis,) if isinstance(axis, int) else axis)} if shape else ()
    return tuple(1 if i in axes else n for i, n in enumerate(shape))


def _spread(g: Any, x: Any, axis: Any) -> Any:
    """Copy a reduced gradient back over the dimensions that were reduced."""
    return EXPAND(RESHAPE(g, _kept(x.shape, axis)), x.shape)


def _count(x: Any, axis: Any) -> int:
    size = int(np.prod(x.shape))
    kept = int(np.prod(_kept(x.shape, axis)))
    if kept:
        return size // kept
    return int(np.prod([n for n, k in zip(x.shape, _kept(x.shape, axis), strict=True) if k == 1]))


def _sum(x: Array, axis: Any, keep: bool) -> Any:
    return x.sum(axis=axis, keepdims=keep, dtype=np.int64 if x.dtype.kind in "bu" else None)


SUM: Op = Op("sum", _sum, lambda g, out, x, axis, keep: _spread(g, x, axis))


def _mean(x: Array, axis: Any, keep: bool) -> Any:
    if x.dtype.kind != "f":
        raise ValueError(f"mean needs a floating dtype, not {x.dtype}: call .float() first")
    return x.mean(axis=axis, keepdims=keep) if x.size else x.sum(axis=axis, keepdims=keep) / 0.0


MEAN: Op = Op(
    "mean", _mean, lambda g, out, x, axis, keep: _spread(g, x, axis) / (_count(x, axis) or 1)
)


def _extreme(g: Any, out: Any, x: Any, axis: Any, keep: bool) -> Any:
    """Share the gradient evenly among equal extremes, as PyTorch's amax does."""
    hits = x == _spread(out, x, axis)
    return _spread(g, x, axis) * hits / _spread(SUM(hits, axis, True), x, axis)


AMAX: Op = Op("amax", lambda x, axis, keep: x.max(axis=axis, keepdims=keep), _extreme)
AMIN: Op = Op("amin", lambda x, axis, keep: x.min(axis=axis, keepdims=keep), _extreme)


def _prod_vjp(g: Any, out: Any, x: Any, axis: Any, keep: bool) -> Any:
    """Multiply g by the product of all the others, also where some number is zero."""
    zero = x == 0
    safe = WHERE(zero, 1.0, x)
    other_zeros = _spread(SUM(zero, axis, True), x, axis) - zero
    return _spread(g * PROD(safe, axis, keep), x, axis) / safe * (other_zeros == 0)


PROD: Op = Op("prod", lambda x, axis, keep: x.prod(axis=axis, keepdims=keep), _prod_vjp)
CUMSUM: Op = Op(
    "cumsum",
    lambda x, axis: x.cumsum(axis=axis),
    lambda g, out, x, axis: FLIP(CUMSUM(FLIP(g, axis), axis), axis),
)
FLIP: Op = Op("flip", lambda x, axis: np.flip(x, axis), lambda g, out, x, axis: FLIP(g, axis))


def _logsumexp(x: Array, axis: Any, keep: bool) -> Any:
    x = x if x.dtype.kind == "f" else x.astype(np.float64)
    top = x.max(axis=axis, keepdims=True, initial=-np.inf)
    top = np.where(np.isfinite(top), top, 0)
    with np.errstate(divide="ignore"):  # no entries, or all -inf: the log of an empty sum is -inf
        out = np.log(np.exp(x - top).sum(axis=axis, keepdims=True)) + top
    return out if keep else out.reshape(x.sum(axis=axis).shape)


LOGSUMEXP: Op = Op(
    "logsumexp",
    _logsumexp,
    lambda g, out, x, axis, keep: _spread(g, x, axis) * EXP(SUB(x, _spread(out, x, axis))),
)


class MinMax(NamedTuple):
    """The extreme values along a dimension and where they were found."""

    values: Any
    indices: Any


def _dims(dim: Dim) -> Any:
    return tuple(dim) if isinstance(dim, list) else dim


def sum(x: Tensor, dim: Dim = None, keepdim: bool = False, dtype: Any = None) -> Tensor:
    """Sum over `dim` (all dimensions when None); bool and uint8 sum to int64."""
    return apply(SUM, x if dtype is None else x.to(dtype), _dims(dim), keepdim)


def mean(x: Tensor, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Average over `dim`. Raises ShapeError (a ValueError) for integer tensors."""
    return apply(MEAN, x, _dims(dim), keepdim)


def var(
    x: Tensor, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: int = 1
) -> Tensor:
    """Variance over `dim`, dividing by n - correction (correction 0 when not `unbiased`)."""
    axis = _dims(dim)
    centered = x - mean(x, axis, True)
    n = _count(x.array, axis)
    return sum(centered * centered, axis, keepdim) / (n - (correction if unbiased else 0))


def std(
    x: Tensor, dim: Dim = None, unbiased: bool = True, keepdim: bool = False, correction: int = 1
) -> Tensor:
    """Square root of `var`."""
    return var(x, dim, unbiased, keepdim, correction).sqrt()


def prod(x: Tensor, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Product over `dim`. Second derivatives are right only where no number is zero."""
    return apply(PROD, x, _dims(dim), keepdim)


def amax(x: Tensor, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Maximum over `dim`; equal maxima share the gradient."""
    return apply(AMAX, x, _dims(dim), keepdim)


def amin(x: Tensor, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Minimum over `dim`; equal minima share the gradient."""
    return apply(AMIN, x, _dims(dim), keepdim)


def _pick(x: Tensor, dim: int, keepdim: bool, where: Array) -> MinMax:
    indices = Variable.wrap(np.expand_dims(where, dim))
    values = x.gather(dim, indices)
    if keepdim:
        return MinMax(values, indices)
    return MinMax(values.squeeze(dim), indices.squeeze(dim))


def max(x: Tensor, dim: int | Tensor | None = None, keepdim: bool = False) -> Any:
    """Return the maximum; along an int `dim` (values, indices); with a tensor, `maximum`."""
    if isinstance(dim, Variable):
        return x.maximum(dim)
    return amax(x) if dim is None else _pick(x, dim, keepdim, x.array.argmax(dim))


def min(x: Tensor, dim: int | Tensor | None = None, keepdim: bool = False) -> Any:
    """Return the minimum; along an int `dim` (values, indices); with a tensor, `minimum`."""
    if isinstance(dim, Variable):
        return x.minimum(dim)
    return amin(x) if dim is None else _pick(x, dim, keepdim, x.array.argmin(dim))


def argmax(x: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """Return the index of the (first) maximum."""
    return Variable.wrap(np.asarray(x.array.argmax(dim, keepdims=keepdim)))


def argmin(x: Tensor, dim: Any = None, keepdim: bool = False) -> Tensor:
    """Return the index of the (first) minimum."""
    return Variable.wrap(np.asarray(x.array.argmin(dim, keepdims=keepdim)))


def all(x: Tensor, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Return whether all elements are true."""
    return Variable.wrap(np.asarray(x.array.all(_dims(dim), keepdims=keepdim)))


def any(x: Tensor, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Return whether some element is true."""
    return Variable.wrap(np.asarray(x.array.any(_dims(dim), keepdims=keepdim)))


def cumsum(x: Tensor, dim: int) -> Tensor:
    """Return running sums along `dim`."""
    return apply(CUMSUM, x, dim)


def flip(x: Tensor, dims: int | tuple[int, ...]) -> Tensor:
    """Reverse the order along `dims`."""
    return apply(FLIP, x, dims)


def logsumexp(x: Tensor, dim: Dim, keepdim: bool = False) -> Tensor:
    """Return log(sum(exp(x))) over `dim` without overflow."""
    return apply(LOGSUMEXP, x, _dims(dim), keepdim)


def norm(x: Tensor, p: float = 2, dim: Dim = None, keepdim: bool = False) -> Tensor:
    """Return the p-norm over `dim` (p may be inf); at the zero vector the 2-norm's gradient is nan."""
    if p == float("inf"):
        return amax(x.abs(), dim, keepdim)
    if p == 2:
        return sum(x * x, dim, keepdim).sqrt()
    if p == 1:
        return sum(x.abs(), dim, keepdim)
    return sum(x.abs() ** p, dim, keepdim) ** (1 / p)
