"""An operation and its arrays become the arithmetic and the memory traffic that it must at least do.

Both numbers are computed from shapes, not measured, and exact in this sense: a multiply and an add are
one operation each; products count 2 * m * n * k; everything else counts one operation for each element
that it reads or writes, whichever are more (an exponential counts as one too); moving data counts
none. Bytes are those of the inputs and the result, each once, as if nothing was read twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

MOVES = frozenset(
    """reshape permute transpose t movedim expand unsqueeze squeeze flatten getitem clone cat stack
    pad split flip roll embedding gather take_along_dim index_select repeat""".split()  # noqa: SIM905
)

Formula = Callable[[list[Any], Any], int]


def _matmul(inputs: list[Any], out: Any) -> int:
    return 2 * int(out.size) * int(inputs[0].shape[-1])


def _linear(inputs: list[Any], out: Any) -> int:
    return 2 * int(out.size) * int(inputs[1].shape[1]) + _bias(inputs, out)


def _conv(inputs: list[Any], out: Any) -> int:
    """Weight (out, in / groups, *kernel): each output takes in / groups * kernel products."""
    return 2 * int(out.size) * math.prod(map(int, inputs[1].shape[1:])) + _bias(inputs, out)


def _bias(inputs: list[Any], out: Any) -> int:
    return int(out.size) if len(inputs) > 2 and isinstance(inputs[2], np.ndarray) else 0


def _attention(inputs: list[Any], out: Any) -> int:  # noqa: ARG001 - see Formula
    """Query (..., tq, d), keys and values (..., tk, d): scores, then their sums over values.

    All scores count, also those that a causal mask then discards.
    """
    q, k, v = inputs[:3]
    queries = math.prod(map(int, q.shape[:-1]))
    return 2 * queries * int(k.shape[-2]) * (int(q.shape[-1]) + int(v.shape[-1]))


def _packed_attention(inputs: list[Any], out: Any) -> int:
    """Queries, keys and values side by side, (..., t, 3e); the result is (..., t, e)."""
    return 4 * int(out.size) * int(inputs[0].shape[-2])


def _einsum(inputs: list[Any], out: Any) -> int:  # noqa: ARG001 - see Formula
    """One product for each combination of all letters, and a multiply for each further operand."""
    names = inputs[0].split("->")[0].split(",")
    sizes: dict[str, int] = {}
    for name, operand in zip(names, inputs[1:], strict=True):
        sizes.update(zip(name, map(int, operand.shape), strict=True))
    return max(2, len(names)) * math.prod(sizes.values())


PRODUCTS: dict[str, Formula] = {
    "matmul": _matmul,
    "linear": _linear,
    "linear_relu": _linear,
    "conv2d": _conv,
    "attention": _attention,
    "packed_attention": _packed_attention,
    "einsum": _einsum,
}


def forward_flops(name: str, inputs: list[Any], out: Any) -> int:
    """Return the floating-point operations of ``name`` on ``inputs`` (arrays and settings)."""
    if name in PRODUCTS:
        return PRODUCTS[name](inputs, out)
    if name in MOVES:
        return 0
    return max([int(out.size), *(int(x.size) for x in inputs if isinstance(x, np.ndarray))])


def backward_flops(name: str, inputs: list[Any], out: Any, wanted: int) -> int:
    """Return those of the gradients by ``wanted`` of the inputs.

    The gradient by each factor of a product costs as much as the product; the gradient by a bias is
    its sum over rows, part of the forward count already.
    """
    factors = min(wanted, 3 if "attention" in name else len(inputs) - 1 if name == "einsum" else 2)
    if "attention" in name:
        # Scores again from what was kept, then five products for the forward's two: 2.5 times.
        return PRODUCTS[name](inputs, out) * 5 // 2 if wanted else 0
    return forward_flops(name, inputs, out) * (factors if name in PRODUCTS else wanted)


def traffic(arrays: list[Any]) -> int:
    """Return the bytes of the arrays among ``arrays``; views count as what they show."""
    return sum(int(array.nbytes) for array in arrays if isinstance(array, np.ndarray))
