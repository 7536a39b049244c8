"""Convolution: a small pattern of weights meets every place of an image.

`conv2d_simple` is the definition; `conv_kernel.py` holds the fast form, a matrix product over patches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from tinytorch.autograd.kernel import launch
from tinytorch.dtypes import Array
from tinytorch.errors import check
from tinytorch.nn.functional.conv_kernel import Conv2d

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor

Pair: TypeAlias = int | tuple[int, int]


def pair(value: int | Sequence[int]) -> tuple[int, int]:
    """Return (vertical, horizontal) from one number or two."""
    return (value, value) if isinstance(value, int) else (value[0], value[1])


def conv2d_simple(x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair) -> Array:
    """Return the convolution by its definition, position by position: the lesson and the oracle."""
    (sy, sx), (py, px), (dy, dx) = pair(stride), pair(padding), pair(dilation)
    x = np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)))
    kh, kw = w.shape[2:]
    height = (x.shape[2] - dy * (kh - 1) - 1) // sy + 1
    width = (x.shape[3] - dx * (kw - 1) - 1) // sx + 1
    out = np.zeros((len(x), len(w), height, width), x.dtype)
    for row in range(height):
        for column in range(width):
            top, left = row * sy, column * sx
            patch = x[:, :, top : top + dy * kh : dy, left : left + dx * kw : dx]
            out[:, :, row, column] = np.einsum("ncij,ocij->no", patch[..., :kh, :kw], w)
    return out


def _same(kernel: int, dilation: int) -> int:
    total = dilation * (kernel - 1)
    check(total % 2 == 0, f"padding='same' needs an odd kernel, not {kernel}")
    return total // 2


def conv2d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Pair = 1,
    padding: Pair | str = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> Tensor:
    """Slide weight (O, C / groups, kh, kw) over x (N, C, H, W) or (C, H, W).

    `padding` is zeros around x: a number, a pair, 'valid' or 'same'. Raises ShapeError when channels
    or sizes do not fit.
    """
    check(x.ndim in (3, 4), f"conv2d: input {tuple(x.shape)} is not (N, C, H, W) or (C, H, W)")
    if x.ndim == 3:
        return conv2d(x.unsqueeze(0), weight, bias, stride, padding, dilation, groups).squeeze(0)
    step, spread = pair(stride), pair(dilation)
    if isinstance(padding, str):
        check(padding in ("same", "valid"), f"padding is 'same' or 'valid', not {padding!r}")
        kh, kw = weight.shape[2:]
        around = (_same(kh, spread[0]), _same(kw, spread[1])) if padding == "same" else (0, 0)
    else:
        around = pair(padding)
    return launch(Conv2d, x, weight, bias, step, around, spread, groups)


def conv1d(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int = 1,
    padding: int | str = 0,
    dilation: int = 1,
    groups: int = 1,
) -> Tensor:
    """Slide weight (O, C / groups, k) over x (N, C, L) or (C, L): conv2d on an image of height one."""
    wide = padding if isinstance(padding, str) else (0, padding)
    flat = conv2d(
        x.unsqueeze(-2), weight.unsqueeze(-2), bias, (1, stride), wide, (1, dilation), groups
    )
    return flat.squeeze(-2)
