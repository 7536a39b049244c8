"""Matrix products and general sums of products.

The gradient of C = A B by A is G Bᵀ, by B it is Aᵀ G: two products of the same cost each, which is
why a training step costs three times its forward pass.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch import wasm
from tinytorch.autograd.engine import Op, apply
from tinytorch.autograd.kernel import Kernel, launch
from tinytorch.dtypes import Array
from tinytorch.ops.shape import EXPAND, PERMUTE, RESHAPE, reshape
from tinytorch.parallel import get_num_threads, share, shares_products

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


# NumPy in the browser has no BLAS, and its `@` walks down the columns of the right side. Large float32
# products go to a kernel of our own; einsum, which walks along rows, does the rest two to ten times
# faster than `@`.
IN_BROWSER = sys.platform == "emscripten"
_LARGE = 1 << 23  # multiply-adds worth sharing: 0.14 ms, against 0.05 to wake a thread
_LAST = 1 << 22  # a part left over for the thread that is done first, since the other woke up late
_SMALL = 16  # below this einsum's set-up costs more than it saves


def product(a: Array, b: Array, out: Array | None = None) -> Array:
    """Multiply matrices (..., n, k) by (..., k, m), into `out` if given.

    Every product of the framework goes through here, so that each platform's fast way is one place.
    """
    if IN_BROWSER and min(*a.shape[-2:], b.shape[-1]) >= _SMALL:
        if wasm.worthwhile(a, b):
            return wasm.product(a, b, out)
        found: Array = np.einsum("...ik,...kj->...ij", a, b, out=out)
        return found
    if not _large(a, b):
        return np.matmul(a, b, out=out)
    found, tasks = _cut(a, b, get_num_threads(), out)
    share(tasks)
    return found


def products(*pairs: tuple[Array, Array]) -> list[Array]:
    """Multiply pairs of matrices that do not wait for each other, side by side where threads allow."""
    if not pairs or not all(_large(a, b) for a, b in pairs):
        return [product(a, b) for a, b in pairs]
    cut = [_cut(a, b, -(-get_num_threads() // len(pairs))) for a, b in pairs]
    share([task for _, tasks in cut for task in tasks])
    return [found for found, _ in cut]


def _large(a: Array, b: Array) -> bool:
    return shares_products() and a.ndim == b.ndim == 2 and a.size * b.shape[1] >= _LARGE


def _cut(
    a: Array, b: Array, parts: int, out: Array | None = None
) -> tuple[Array, list[Callable[[], Any]]]:
    """Return the array of a product and the tasks that fill it, cut along its longer side."""
    n, m = len(a), b.shape[1]
    if out is None:
        out = np.empty((n, m), np.result_type(a, b))
    longer = max(n, m)
    last = longer * _LAST // (a.size * m)
    step = -(-(longer - last) // parts)
    slices = [slice(i, i + step) for i in range(0, longer, step)]
    if n >= m:
        return out, [partial(np.matmul, a[s], b, out=out[s]) for s in slices]
    return out, [partial(np.matmul, a, b[:, s], out=out[:, s]) for s in slices]


def _mt(x: Any) -> Any:
    """Transpose the last two dimensions, of an array or a tensor."""
    n = len(x.shape)
    return PERMUTE(x, (*range(n - 2), n - 1, n - 2))


MATMUL: Op = Op(
    "matmul",
    lambda a, b: product(a, b),
    lambda g, out, a, b: MATMUL(g, _mt(b)),
    lambda g, out, a, b: MATMUL(_mt(a), g),
)


def matmul(a: Tensor, b: Tensor) -> Tensor:
    """Multiply matrices (..., n, k) by (..., k, m); leading dimensions broadcast, vectors as in NumPy.

    Raises ShapeError when the inner sizes differ.
    """
    if a.array.ndim >= 2 and b.array.ndim >= 2:
        return apply(MATMUL, a, b)
    left = reshape(a, (1, -1)) if a.array.ndim == 1 else a
    right = reshape(b, (-1, 1)) if b.array.ndim == 1 else b
    out = apply(MATMUL, left, right)
    shape = list(out.shape)
    if b.array.ndim == 1:
        shape.pop(-1)
    if a.array.ndim == 1:
        shape.pop(-1 if b.array.ndim == 1 else -2)
    return reshape(out, tuple(shape))


def outer(a: Tensor, b: Tensor) -> Tensor:
    """Return out[i, j] = a[i] * b[j]."""
    return reshape(a, (-1, 1)) * b


class Einsum(Kernel):
    """Einstein summation; the gradient by one operand is the sum over all the others."""

    name = "einsum"
    twice = True

    @staticmethod
    def forward(ctx: Any, spec: str, *operands: Array) -> Array:
        """Sum the products of `operands` as `spec` says."""
        ctx.spec, ctx.operands = spec, operands
        return np.asarray(np.einsum(spec, *operands, optimize=len(operands) > 2))

    @classmethod
    def gradients(cls, node: Any, g: Any, record: bool) -> Any:
        """Yield each operand's gradient, in tensors when it must be differentiable itself."""
        node.out.operands = node.inputs[1:] if record else node.arrays[1:]
        return super().gradients(node, g, record)

    @staticmethod
    def backward(ctx: Any, g: Any) -> tuple[Any, ...]:
        """Return a gradient for each operand that wants one."""
        sources, target = ctx.spec.split("->")
        names = sources.split(",")
        grads: list[Any] = [None]
        for i, name in enumerate(names):
            if not ctx.needs[i + 1]:
                grads.append(None)
                continue
            rest = [
                (n, x) for j, (n, x) in enumerate(zip(names, ctx.operands, strict=True)) if j != i
            ]
            known = set(target).union(*(n for n, _ in rest))
            kept = "".join(c for c in name if c in known)
            spec = ",".join([target, *(n for n, _ in rest)]) + "->" + kept
            args = [g, *(x for _, x in rest)]
            part = np.einsum(spec, *args) if isinstance(g, np.ndarray) else einsum(spec, *args)
            # A letter only in this operand was summed alone: its gradient is the same everywhere.
            own = ctx.operands[i].shape
            part = RESHAPE(
                part, tuple(n if c in known else 1 for c, n in zip(name, own, strict=True))
            )
            grads.append(EXPAND(part, own))
        return tuple(grads)


def einsum(spec: str, *operands: Tensor) -> Tensor:
    """Sum products as `spec` says, for example 'bik,bkj->bij'.

    Letters only, no ellipsis. Raises ValueError for a letter repeated in one operand.
    """
    spec = spec.replace(" ", "")
    if "->" not in spec:
        letters = spec.replace(",", "")
        spec += "->" + "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    for name in spec.split("->")[0].split(","):
        if len(set(name)) != len(name) or "." in name:
            raise ValueError(f"einsum: {name!r} repeats a letter or has an ellipsis; not supported")
    return launch(Einsum, spec, *operands)
