"""ONNX operators that are the gradients of others: they test tinytorch's derivatives independently.

A transposed convolution is the gradient of a convolution by its input; adding numbers at listed
places is the gradient of picking the numbers at those places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import tinytorch as torch
import tinytorch.nn.functional as F
from tests.tinytorch.onnx_adapter import Adapter
from tinytorch import Tensor


def _pulled_back(function: Callable[[Tensor], Tensor], shape: Any, g: Tensor) -> Tensor:
    """Return the gradient of g · function(y) by y (of `shape`, all zeros; functions here are linear)."""
    y = torch.zeros(*shape, dtype=g.dtype, requires_grad=True)
    function(y).backward(g)
    return y.grad


def _crop(size: int, total: int, mode: str) -> slice:
    """Cut `total` off; an odd one's larger half goes to the end in SAME_UPPER, else to the beginning."""
    before = total // 2 if mode == "SAME_UPPER" else -(-total // 2)
    return slice(before, size - total + before)


def conv_transpose(x: Tensor, w: Tensor, bias: Any = None, *, group: int, auto_pad: str, **kw: Any):
    n = x.ndim - 2
    steps, dilations = kw.get("strides") or [1] * n, kw.get("dilations") or [1] * n
    more, pads = kw.get("output_padding") or [0] * n, kw.get("pads") or [0] * 2 * n
    wanted = kw.get("output_shape")
    if auto_pad.startswith("SAME"):
        wanted = [size * step for size, step in zip(x.shape[2:], steps, strict=True)]
    sizes, cuts = [], []
    for i, size in enumerate(x.shape[2:]):
        full = steps[i] * (size - 1) + dilations[i] * (w.shape[2 + i] - 1) + 1 + more[i]
        full = max(full, wanted[i]) if wanted else full
        sizes.append(full)
        begin_to_end = slice(pads[i], full - pads[n + i])
        cuts.append(_crop(full, full - wanted[i], auto_pad) if wanted else begin_to_end)

    def convolve(y: Tensor) -> Tensor:
        if n == 1:
            return F.conv1d(y, w, None, steps[0], 0, dilations[0], group)
        return F.conv2d(y, w, None, tuple(steps), 0, tuple(dilations), group)

    y = _pulled_back(convolve, (len(x), w.shape[1] * group, *sizes), x)[(..., *cuts)]
    return y if bias is None else y + bias.reshape(1, -1, *(1,) * n)


def _written(
    x: Tensor, pick: Callable[[Tensor], Tensor], updates: Tensor, reduction: str
) -> Tensor:
    """Add `updates` to x where `pick` would find them, or put them there instead."""
    total = _pulled_back(pick, x.shape, updates)
    if reduction == "add":
        return x + total
    return torch.where(_pulled_back(pick, x.shape, torch.ones_like(updates)) > 0, total, x)


def scatter_elements(x: Tensor, i: Tensor, updates: Tensor, *, axis: int, reduction: str) -> Tensor:
    places = torch.where(i < 0, i + x.shape[axis], i)
    return _written(x, lambda y: y.gather(axis, places), updates, reduction)


def scatter_nd(x: Tensor, indices: Tensor, updates: Tensor, *, reduction: str) -> Tensor:
    index = tuple(np.moveaxis(indices.array, -1, 0))
    return _written(x, lambda y: y[index], updates, reduction)


GRADIENTS: dict[str, Adapter] = {
    "ConvTranspose": conv_transpose,
    "ScatterElements": scatter_elements,
    "ScatterND": scatter_nd,
}
