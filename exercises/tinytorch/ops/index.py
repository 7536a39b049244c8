"""Picking elements out, and putting gradients back where the elements came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Op, Variable, apply
from tinytorch.dtypes import Array

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def _is_basic(index: Any) -> bool:
    """Slices, integers, None and Ellipsis pick each element at most once."""
    parts = index if isinstance(index, tuple) else (index,)
    return all(p is None or p is Ellipsis or isinstance(p, int | slice) for p in parts)


def _scatter_add(g: Array, shape: tuple[int, ...], index: Any) -> Array:
    out = np.zeros(shape, g.dtype)
    if _is_basic(index):
        out[index] = g
    else:
        np.add.at(out, index, g)  # an element picked twice receives both gradients
    return out


INDEX: Op = Op(
    "index", lambda x, index: x[index], lambda g, out, x, index: SCATTER_ADD(g, x.shape, index)
)
SCATTER_ADD: Op = Op("scatter_add", _scatter_add, lambda g, out, x, shape, index: INDEX(g, index))


def _along(index: Array, dim: int) -> tuple[Array, ...]:
    """Return the full index that `gather` means: `index` along `dim`, its own place elsewhere."""
    places: list[Any] = list(np.indices(index.shape, sparse=True))
    places[dim] = index
    return tuple(places)


def arrays_inside(index: Any) -> Any:
    """Replace tensors in an index by their arrays."""
    if isinstance(index, Variable):
        return index.array
    if isinstance(index, tuple):
        return tuple(arrays_inside(i) for i in index)
    return np.asarray(index) if isinstance(index, list) else index


def getitem(x: Tensor, index: Any) -> Tensor:
    """Return x[index]: integers, slices, None, Ellipsis (a view); masks and index tensors (a copy)."""
    return apply(INDEX, x, arrays_inside(index))


def gather(x: Tensor, dim: int, index: Tensor) -> Tensor:
    """Return out[i][j] = x[i][index[i][j]] for dim = 1, and so on for other dimensions."""
    return apply(INDEX, x, _along(index.array, dim % x.array.ndim))


def take_along_dim(x: Tensor, indices: Tensor, dim: int) -> Tensor:
    """Gather with `indices` broadcast to the other dimensions of x."""
    shape = list(x.array.shape)
    shape[dim] = indices.array.shape[dim]
    return apply(INDEX, x, _along(np.broadcast_to(indices.array, shape), dim % x.array.ndim))


def index_select(x: Tensor, dim: int, index: Tensor) -> Tensor:
    """Return the slices of x along `dim` that `index` lists."""
    return apply(INDEX, x, ((slice(None),) * (dim % x.array.ndim) + (index.array,)))


def repeat_interleave(x: Tensor, repeats: int, dim: int) -> Tensor:
    """Repeat each slice along `dim` `repeats` times in a row."""
    order = np.repeat(np.arange(x.array.shape[dim]), repeats)
    return apply(INDEX, x, ((slice(None),) * (dim % x.array.ndim) + (order,)))


def roll(x: Tensor, shifts: int, dims: int) -> Tensor:
    """Shift elements along a dimension, around the end."""
    order = (np.arange(x.array.shape[dims]) - shifts) % x.array.shape[dims]
    return apply(INDEX, x, ((slice(None),) * (dims % x.array.ndim) + (order,)))


def _sorted(x: Tensor, dim: int, order: Array) -> tuple[Tensor, Tensor]:
    indices: Tensor = Variable.wrap(order)
    return gather(x, dim, indices), indices


def sort(x: Tensor, dim: int = -1, descending: bool = False) -> tuple[Tensor, Tensor]:
    """Return (sorted values, their indices); equal elements keep their order."""
    key = -x.array if descending else x.array
    return _sorted(x, dim, np.argsort(key, axis=dim, kind="stable"))


def argsort(x: Tensor, dim: int = -1, descending: bool = False) -> Tensor:
    """Return the indices that sort x."""
    return sort(x, dim, descending)[1]


def topk(x: Tensor, k: int, dim: int = -1, largest: bool = True) -> tuple[Tensor, Tensor]:
    """Return the k largest (or smallest) values along `dim`, in order, and their indices."""
    key = -x.array if largest else x.array
    if k < x.array.shape[dim]:  # partition first: sorting a whole vocabulary is the slow part
        near = np.argpartition(key, k - 1, axis=dim).take(np.arange(k), axis=dim)
        inner = np.argsort(np.take_along_axis(key, near, dim), axis=dim, kind="stable")
        return _sorted(x, dim, np.take_along_axis(near, inner, dim))
    return _sorted(x, dim, np.argsort(key, axis=dim, kind="stable").take(np.arange(k), axis=dim))


def nonzero(x: Tensor) -> Tensor:
    """Return the indices of true elements, one row each."""
    return Variable.wrap(np.argwhere(x.array))


_Compare = Callable[["Tensor", Any], "Tensor"]


def _comparison(ufunc: Any, doc: str) -> _Compare:
    def compare(x: Tensor, y: Any) -> Tensor:
        return Variable.wrap(np.asarray(ufunc(x.array, y.array if isinstance(y, Variable) else y)))

    compare.__doc__ = doc
    return compare


eq = _comparison(np.equal, "Return where x == y, as bool.")
ne = _comparison(np.not_equal, "Return where x != y, as bool.")
lt = _comparison(np.less, "Return where x < y, as bool.")
le = _comparison(np.less_equal, "Return where x <= y, as bool.")
gt = _comparison(np.greater, "Return where x > y, as bool.")
ge = _comparison(np.greater_equal, "Return where x >= y, as bool.")
logical_and = _comparison(np.logical_and, "Return where both are true.")
logical_or = _comparison(np.logical_or, "Return where one is true.")
bitwise_and = _comparison(np.bitwise_and, "Return x & y.")
bitwise_or = _comparison(np.bitwise_or, "Return x | y.")
bitwise_xor = _comparison(np.bitwise_xor, "Return x ^ y.")
floor_divide = _comparison(np.floor_divide, "Return floor(x / y); no gradient.")
remainder = _comparison(np.remainder, "Return x modulo y, with y's sign; no gradient.")


def logical_not(x: Tensor) -> Tensor:
    """Return where x is false."""
    return Variable.wrap(np.asarray(np.logical_not(x.array)))


def bitwise_not(x: Tensor) -> Tensor:
    """Return x with every bit turned: for bools "not x", for integers -x - 1."""
    return Variable.wrap(np.asarray(np.invert(x.array)))


def isnan(x: Tensor) -> Tensor:
    """Return where x is not a number."""
    return Variable.wrap(np.asarray(np.isnan(x.array)))


def isinf(x: Tensor) -> Tensor:
    """Return where x is infinite."""
    return Variable.wrap(np.asarray(np.isinf(x.array)))


def isfinite(x: Tensor) -> Tensor:
    """Return where x is finite."""
    return Variable.wrap(np.asarray(np.isfinite(x.array)))


def allclose(x: Tensor, y: Tensor, rtol: float = 1e-5, atol: float = 1e-8) -> bool:
    """Return whether |x - y| <= atol + rtol * |y| everywhere."""
    return bool(np.allclose(x.array, y.array, rtol, atol))


def equal(x: Tensor, y: Tensor) -> bool:
    """Return whether shapes and all elements agree."""
    return bool(np.array_equal(x.array, y.array))
