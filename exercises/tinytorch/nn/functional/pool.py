"""Pooling: the maximum or the mean of each window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.kernel import Kernel, launch
from tinytorch.dtypes import Array
from tinytorch.errors import check
from tinytorch.nn.functional.conv import Pair, pair
from tinytorch.nn.functional.conv_kernel import output_size
from tinytorch.parallel import piece, run

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def max_pool2d_simple(x: Array, size: Pair, stride: Pair) -> Array:
    """Return each window's maximum, window by window: the lesson and the oracle."""
    (kh, kw), (sy, sx) = pair(size), pair(stride)
    ho, wo = (x.shape[2] - kh) // sy + 1, (x.shape[3] - kw) // sx + 1
    out = np.zeros((*x.shape[:2], ho, wo), x.dtype)
    for row in range(ho):
        for column in range(wo):
            window = x[:, :, row * sy : row * sy + kh, column * sx : column * sx + kw]
            out[:, :, row, column] = window.max(axis=(2, 3))
    return out


class _Windows:
    """Views of x, one a place inside the window; places beyond the padded edge do not exist."""

    def __init__(self, x: Array, size: Any, stride: Any, padding: Any, fill: float) -> None:
        check(
            padding[0] * 2 <= size[0] and padding[1] * 2 <= size[1],
            f"pool: padding {padding} is more than half the window {size}",
        )
        self.size, self.stride, self.padding, self.shape = size, stride, padding, x.shape
        self.ho = output_size(x.shape[2], size[0], stride[0], padding[0], 1)
        self.wo = output_size(x.shape[3], size[1], stride[1], padding[1], 1)
        check(
            self.ho > 0 and self.wo > 0,
            f"pool: window {size} does not fit into {x.shape[2:]} with padding {padding}",
        )
        self.padded = self.pad(x, fill)

    def pad(self, x: Array, fill: float) -> Array:
        """Return x (N, C, H, W) with `fill` around; x itself without padding."""
        py, px = self.padding
        if py == px == 0:
            return x
        return np.pad(x, ((0, 0), (0, 0), (py, py), (px, px)), constant_values=fill)

    def views(self, padded: Array) -> Iterator[Array]:
        """Yield (N, C, Ho, Wo) views, in row-major order of the place in the window."""
        (sy, sx) = self.stride
        for i in range(self.size[0]):
            for j in range(self.size[1]):
                yield padded[
                    :, :, i : i + sy * (self.ho - 1) + 1 : sy, j : j + sx * (self.wo - 1) + 1 : sx
                ]

    def zeros(self) -> Array:
        """Return zeros like the padded input, in its memory layout."""
        return np.zeros_like(self.padded)

    def inside(self, padded: Array) -> Array:
        """Cut the padding off."""
        (py, px), (h, w) = self.padding, self.shape[2:]
        return padded[:, :, py : py + h, px : px + w]


class MaxPool2d(Kernel):
    """The gradient goes to the first place in each window that holds the maximum, as in PyTorch."""

    name = "max_pool2d"

    @staticmethod
    def forward(ctx: Any, x: Array, size: Any, stride: Any, padding: Any) -> Array:
        """Return the maximum of each window of x (N, C, H, W)."""
        lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
        ctx.windows = _Windows(x, size, stride, padding, lowest)
        views = list(ctx.windows.views(ctx.windows.padded))
        out: Array = np.empty_like(views[0])

        def work(part: slice) -> None:
            np.maximum(views[0][:, part], views[-1][:, part], out=out[:, part])
            for view in views[1:-1]:
                np.maximum(out[:, part], view[:, part], out=out[:, part])

        run(work, out.shape[1], _channels(out))
        ctx.out = out
        return out

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradient by x."""
        windows, dx = ctx.windows, ctx.windows.zeros()
        *pairs, last = zip(windows.views(windows.padded), windows.views(dx), strict=True)

        def work(part: slice) -> None:
            left, out = g[:, part], ctx.out[:, part]  # what has not found its place yet
            for view, target in pairs:
                share = left * (view[:, part] == out)
                left = left - share
                target[:, part] += share
            last[1][:, part] += left

        run(work, g.shape[1], _channels(g))
        return windows.inside(dx), None, None, None


def _channels(x: Array) -> int:
    return int(piece() // max(x.size // max(x.shape[1], 1), 1))


class AvgPool2d(Kernel):
    """Each place of a window receives an equal part of the gradient."""

    name = "avg_pool2d"

    @staticmethod
    def forward(ctx: Any, x: Array, size: Any, stride: Any, padding: Any) -> Array:
        """Return the mean of each window of x (N, C, H, W); padding counts as zeros."""
        ctx.windows = _Windows(x, size, stride, padding, 0.0)
        views = ctx.windows.views(ctx.windows.padded)
        out: Array = next(views).copy(order="K")
        for view in views:
            out += view
        out /= size[0] * size[1]
        return out

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradient by x."""
        dx = ctx.windows.zeros()
        share = g / (ctx.windows.size[0] * ctx.windows.size[1])
        for target in ctx.windows.views(dx):
            target += share
        return ctx.windows.inside(dx), None, None, None


def _pool(
    kernel: type[Kernel], x: Tensor, size: Pair, stride: Pair | None, padding: Pair
) -> Tensor:
    check(x.ndim in (3, 4), f"pool: input {tuple(x.shape)} is not (N, C, H, W) or (C, H, W)")
    if x.ndim == 3:
        return _pool(kernel, x.unsqueeze(0), size, stride, padding).squeeze(0)
    step = pair(size if stride is None else stride)
    return launch(kernel, x, pair(size), step, pair(padding))


def max_pool2d(
    x: Tensor, kernel_size: Pair, stride: Pair | None = None, padding: Pair = 0
) -> Tensor:
    """Return the maximum of each window of x (N, C, H, W); `stride` defaults to the window."""
    return _pool(MaxPool2d, x, kernel_size, stride, padding)


def avg_pool2d(
    x: Tensor, kernel_size: Pair, stride: Pair | None = None, padding: Pair = 0
) -> Tensor:
    """Return the mean of each window of x (N, C, H, W); `stride` defaults to the window."""
    return _pool(AvgPool2d, x, kernel_size, stride, padding)


def max_pool1d(x: Tensor, kernel_size: int, stride: int | None = None, padding: int = 0) -> Tensor:
    """Return the maximum of each window of x (N, C, L)."""
    step = (1, kernel_size if stride is None else stride)
    return max_pool2d(x.unsqueeze(-2), (1, kernel_size), step, (0, padding)).squeeze(-2)


def avg_pool1d(x: Tensor, kernel_size: int, stride: int | None = None, padding: int = 0) -> Tensor:
    """Return the mean of each window of x (N, C, L)."""
    step = (1, kernel_size if stride is None else stride)
    return avg_pool2d(x.unsqueeze(-2), (1, kernel_size), step, (0, padding)).squeeze(-2)


def adaptive_avg_pool2d(x: Tensor, output_size: Pair) -> Tensor:
    """Average down to `output_size`; 1 is the mean of the whole image.

    Raises ShapeError unless the size divides the input's.
    """
    ho, wo = pair(output_size)
    h, w = x.shape[-2:]
    check(
        h % ho == 0 and w % wo == 0,
        f"adaptive_avg_pool2d: {(h, w)} is no multiple of {(ho, wo)}; pad or crop the input",
    )
    if ho == wo == 1:
        return x.mean((-2, -1), keepdim=True)
    return avg_pool2d(x, (h // ho, w // wo))
