"""The same numbers in another shape: reshape, transpose, expand, pad, joined and split.

NumPy returns views wherever it can, so most of these copy nothing. Their products are the inverse
rearrangement; where the forward repeats numbers (expand), the backward sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Op, apply
from tinytorch.autograd.kernel import Kernel, launch
from tinytorch.dtypes import Array

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor

RESHAPE: Op = Op(
    "reshape", lambda x, shape: x.reshape(shape), lambda g, out, x, shape: RESHAPE(g, x.shape)
)
PERMUTE: Op = Op(
    "permute",
    lambda x, dims: x.transpose(dims),
    lambda g, out, x, dims: PERMUTE(g, tuple(int(i) for i in np.argsort(_wrapped(dims)))),
)
# The engine sums over dimensions that the forward stretched, so the product is g itself.
EXPAND: Op = Op("expand", lambda x, shape: np.broadcast_to(x, shape), lambda g, out, x, shape: g)
CAST: Op = Op(
    "cast",
    lambda x, dtype: x.astype(dtype, copy=False),
    lambda g, out, x, dtype: CAST(g, x.dtype),
)
CAST.casts = True
COPY: Op = Op("clone", lambda x: x.copy(), lambda g, out, x: g)
TRIL: Op = Op("tril", lambda x, k: np.tril(x, k), lambda g, out, x, k: TRIL(g, k))
TRIU: Op = Op("triu", lambda x, k: np.triu(x, k), lambda g, out, x, k: TRIU(g, k))


def _wrapped(dims: Sequence[int]) -> list[int]:
    return [d % len(dims) for d in dims]


def _unpad(g: Any, out: Any, x: Any, widths: Any, value: float) -> Any:
    return g[tuple(slice(a, a + n) for (a, _), n in zip(widths, x.shape, strict=True))]


PAD: Op = Op("pad", lambda x, widths, value: np.pad(x, widths, constant_values=value), _unpad)


class Concatenate(Kernel):
    """Join tensors along one dimension; backward cuts the gradient at the seams."""

    name = "cat"
    twice = True

    @staticmethod
    def forward(ctx: Any, axis: int, *parts: Array) -> Array:
        """Join `parts` along `axis`."""
        ctx.axis = axis % parts[0].ndim
        ctx.ends = np.cumsum([part.shape[ctx.axis] for part in parts]).tolist()
        return np.concatenate(parts, axis)

    @staticmethod
    def backward(ctx: Any, g: Any) -> tuple[Any, ...]:
        """Return each part's slice of g."""
        before = (slice(None),) * ctx.axis
        starts = [0, *ctx.ends[:-1]]
        cuts = (g[(*before, slice(a, b))] for a, b in zip(starts, ctx.ends, strict=True))
        return (None, *cuts)


def _sizes(shape: tuple[Any, ...]) -> tuple[int, ...]:
    """Accept sizes as separate arguments or as one sequence, as PyTorch does."""
    return tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], Sequence) else shape


def reshape(x: Tensor, *shape: Any) -> Tensor:
    """Return x with new sizes; one may be -1. A view where the memory layout allows, else a copy."""
    return apply(RESHAPE, x, _sizes(shape))


def permute(x: Tensor, *dims: Any) -> Tensor:
    """Return a view with dimensions in the given order."""
    return apply(PERMUTE, x, _sizes(dims))


def transpose(x: Tensor, dim0: int, dim1: int) -> Tensor:
    """Return a view with two dimensions exchanged."""
    dims = list(range(x.array.ndim))
    dims[dim0], dims[dim1] = dims[dim1], dims[dim0]
    return apply(PERMUTE, x, tuple(dims))


def t(x: Tensor) -> Tensor:
    """Return the transposed matrix (a view)."""
    return apply(PERMUTE, x, tuple(range(x.array.ndim))[::-1])


def movedim(x: Tensor, source: int, destination: int) -> Tensor:
    """Return a view with one dimension moved to another place."""
    dims = list(range(x.array.ndim))
    moved = dims.pop(source)
    dims.insert(destination % x.array.ndim, moved)
    return apply(PERMUTE, x, tuple(dims))


def expand(x: Tensor, *shape: Any) -> Tensor:
    """Return a read-only view with dimensions of size one stretched; -1 keeps a size."""
    sizes = _sizes(shape)
    own = (1,) * (len(sizes) - x.array.ndim) + x.array.shape
    return apply(EXPAND, x, tuple(o if n == -1 else n for n, o in zip(sizes, own, strict=True)))


def unsqueeze(x: Tensor, dim: int) -> Tensor:
    """Return a view with a new dimension of size one at `dim`."""
    at = dim % (x.array.ndim + 1)
    return apply(RESHAPE, x, (*x.array.shape[:at], 1, *x.array.shape[at:]))


def squeeze(x: Tensor, dim: int | None = None) -> Tensor:
    """Return a view without dimensions of size one (all, or `dim` if its size is one)."""
    shape = x.array.shape
    drop = range(len(shape)) if dim is None else (dim % len(shape),)
    return apply(RESHAPE, x, tuple(n for i, n in enumerate(shape) if n != 1 or i not in drop))


def flatten(x: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """Merge dimensions start_dim to end_dim into one."""
    shape = x.array.shape or (1,)
    start, end = start_dim % len(shape), end_dim % len(shape)
    merged = int(np.prod(shape[start : end + 1]))
    return apply(RESHAPE, x, (*shape[:start], merged, *shape[end + 1 :]))


def unflatten(x: Tensor, dim: int, sizes: Sequence[int]) -> Tensor:
    """Split one dimension into several."""
    shape, at = x.array.shape, dim % x.array.ndim
    return apply(RESHAPE, x, (*shape[:at], *sizes, *shape[at + 1 :]))


def cat(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """Join tensors along an existing dimension."""
    return launch(Concatenate, dim, *tensors)


def stack(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """Join tensors of one shape along a new dimension."""
    return cat([unsqueeze(x, dim) for x in tensors], dim)


def split(x: Tensor, size: int | Sequence[int], dim: int = 0) -> tuple[Tensor, ...]:
    """Cut x along `dim` into pieces of `size` (the last may be shorter) or of the listed sizes."""
    total, before = x.array.shape[dim], (slice(None),) * (dim % x.array.ndim)
    if isinstance(size, int):
        starts = range(0, total, size)
        ends = [min(start + size, total) for start in starts]
    else:
        ends = np.cumsum(size).tolist()
        starts = [0, *ends[:-1]]  # type: ignore[assignment]
    return tuple(x[(*before, slice(a, b))] for a, b in zip(starts, ends, strict=True))


def chunk(x: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """Cut x into at most `chunks` pieces of equal size (the last may be shorter)."""
    return split(x, -(-x.array.shape[dim] // chunks), dim)


def unbind(x: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """Return the slices along `dim`."""
    before = (slice(None),) * (dim % x.array.ndim)
    return tuple(x[(*before, i)] for i in range(x.array.shape[dim]))


def tril(x: Tensor, diagonal: int = 0) -> Tensor:
    """Keep the lower triangle, zero the rest."""
    return apply(TRIL, x, diagonal)


def triu(x: Tensor, diagonal: int = 0) -> Tensor:
    """Keep the upper triangle, zero the rest."""
    return apply(TRIU, x, diagonal)


def clone(x: Tensor) -> Tensor:
    """Return a copy through which gradients flow."""
    return apply(COPY, x)


def repeat(x: Tensor, *sizes: Any) -> Tensor:
    """Return x tiled `sizes` times along each dimension."""
    times = _sizes(sizes)
    own = (1,) * (len(times) - x.array.ndim) + x.array.shape
    pairs = [n for pair in zip(times, own, strict=True) for n in pair]
    spread = reshape(x, tuple(n for size in own for n in (1, size)))
    wide = apply(EXPAND, spread, tuple(pairs))
    return reshape(wide, tuple(a * b for a, b in zip(times, own, strict=True)))


def pad(x: Tensor, pad: Sequence[int], mode: str = "constant", value: float = 0.0) -> Tensor:
    """Add `value` around x. `pad` lists (before, after) from the last dimension backward."""
    if mode != "constant":
        raise NotImplementedError(f"pad: mode {mode!r}; only 'constant' is there")
    pairs = [(pad[i], pad[i + 1]) for i in range(0, len(pad), 2)][::-1]
    widths = [(0, 0)] * (x.array.ndim - len(pairs)) + pairs
    if any(n < 0 for pair in widths for n in pair):
        cuts = tuple(
            slice(max(-a, 0), n - max(-b, 0)) for (a, b), n in zip(widths, x.shape, strict=True)
        )
        widths = [(max(a, 0), max(b, 0)) for a, b in widths]
        x = x[cuts]
    return apply(PAD, x, widths, value)
