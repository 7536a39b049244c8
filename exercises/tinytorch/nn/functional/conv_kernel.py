"""The fast form of convolution: patches times weights, a few rows of the image at a time.

The interface is PyTorch's (N, C, H, W). In memory results lie as (C, H, W, N), seen through strides:
then every copy moves whole runs of W x N numbers, and the patch matrix needs no transposition. For
16 to 32 channels at batch 64 that made forward and backward 4.8 times as fast as patches gathered
from row-major (N, C, H, W). Elementwise operations keep the layout, so a stack of layers stays in it.

The patch matrix repeats the image kh x kw times. It is never made as a whole: rows of the output are
done in bands whose patches fit the processor's cache, and the backward pass gathers them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tinytorch.autograd.kernel import Kernel
from tinytorch.dtypes import Array
from tinytorch.errors import check
from tinytorch.ops.matmul import product
from tinytorch.parallel import get_num_threads, run

BAND = 1 << 18  # patch elements of a band: 1 MB of float32


def output_size(n: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """Return how many positions a window takes along a side of n."""
    return (n + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


class Plan:
    """Sizes of one convolution, and where each kernel tap finds its inputs."""

    def __init__(
        self, x: Array, w: Array, stride: Any, padding: Any, dilation: Any, g: int
    ) -> None:
        self.stride, self.padding, self.dilation, self.groups = stride, padding, dilation, g
        self.n, self.c, self.h, self.w = x.shape
        self.o, self.cg, self.kh, self.kw = w.shape
        check(
            self.c == self.cg * g and self.o % g == 0,
            f"conv: input {x.shape} has {self.c} channels, weight {w.shape} in {g} groups wants "
            f"{self.cg * g}; channels come second, (N, C, H, W)",
        )
        self.ho = output_size(self.h, self.kh, stride[0], padding[0], dilation[0])
        self.wo = output_size(self.w, self.kw, stride[1], padding[1], dilation[1])
        check(
            self.ho > 0 and self.wo > 0,
            f"conv: kernel {(self.kh, self.kw)} does not fit into {(self.h, self.w)} with padding "
            f"{padding} and dilation {dilation}",
        )
        row = self.c * self.kh * self.kw * self.wo * self.n
        self.band = max(BAND // max(row, 1), 1)

    def taps(self, padded: Array, band: slice) -> Iterator[tuple[int, int, Array]]:
        """Yield (i, j, view of the inputs that meet kernel element i, j in a band of output rows)."""
        (sy, sx), (dy, dx) = self.stride, self.dilation
        for i in range(self.kh):
            for j in range(self.kw):
                top = i * dy + band.start * sy
                rows = slice(top, top + sy * (band.stop - band.start - 1) + 1, sy)
                columns = slice(j * dx, j * dx + sx * (self.wo - 1) + 1, sx)
                yield i, j, padded[:, rows, columns]

    def pad(self, x: Array) -> Array:
        """Return x (N, C, H, W) as (C, H + 2p, W + 2p, N), zero outside."""
        (py, px), x = self.padding, x.transpose(1, 2, 3, 0)
        if py == px == 0:
            return x
        out = np.zeros((self.c, self.h + 2 * py, self.w + 2 * px, self.n), x.dtype)
        out[:, py : py + self.h, px : px + self.w] = x
        return out

    def gather(self, padded: Array, band: slice) -> Array:
        """Return the patches of a band, (groups, channels * kh * kw of a group, rows * Wo * N)."""
        rows = band.stop - band.start
        patches = np.empty((self.c, self.kh, self.kw, rows, self.wo, self.n), padded.dtype)
        for i, j, view in self.taps(padded, band):
            patches[:, i, j] = view
        return patches.reshape(self.groups, self.cg * self.kh * self.kw, rows * self.wo * self.n)

    def columns(self, band: slice) -> slice:
        """Return where a band lies among the flattened output positions."""
        width = self.wo * self.n
        return slice(band.start * width, band.stop * width)

    def bands(self) -> Iterator[slice]:
        """Yield the bands of output rows."""
        for start in range(0, self.ho, self.band):
            yield slice(start, min(start + self.band, self.ho))


def _input_gradient(plan: Plan, w: Array, g: Array) -> Array:
    """Return the gradient by x (N, C, H, W) from g (groups, O / groups, positions).

    Channels are shared among threads: two bands meet in the same input rows, two channels never do.
    """
    (py, px) = plan.padding
    out = np.zeros((plan.c, plan.h + 2 * py, plan.w + 2 * px, plan.n), g.dtype)
    parts = get_num_threads() if plan.groups == 1 else 1
    step = -(-plan.cg // parts)

    def work(channels: slice) -> None:
        group = channels.start // plan.cg
        own = slice(
            channels.start % plan.cg, channels.start % plan.cg + channels.stop - channels.start
        )
        outputs = slice(group * g.shape[1], (group + 1) * g.shape[1])
        weights = w[outputs, own].reshape(g.shape[1], -1).T
        for band in plan.bands():
            d = product(weights, g[group, :, plan.columns(band)])
            d = d.reshape(
                weights.shape[0] // (plan.kh * plan.kw),
                plan.kh,
                plan.kw,
                band.stop - band.start,
                plan.wo,
                plan.n,
            )
            for i, j, view in plan.taps(out[channels], band):
                view += d[:, i, j]

    run(work, plan.c, step)
    return out[:, py : py + plan.h, px : px + plan.w].transpose(3, 0, 1, 2)


class Conv2d(Kernel):
    """Bands of patches, each times the weights."""

    name = "conv2d"

    @staticmethod
    def forward(
        ctx: Any,
        x: Array,
        w: Array,
        b: Array | None,
        stride: Any,
        padding: Any,
        dilation: Any,
        g: int,
    ) -> Array:
        """Convolve x (N, C, H, W) with w (O, C / groups, kh, kw); b (O,)."""
        plan = Plan(x, w, stride, padding, dilation, g)
        padded, flat = plan.pad(x), w.reshape(g, plan.o // g, plan.cg * plan.kh * plan.kw)
        out = np.empty((g, plan.o // g, plan.ho * plan.wo * plan.n), np.result_type(x, w))

        def work(band: slice) -> None:
            target = out[:, :, plan.columns(band)]
            product(flat, plan.gather(padded, band), out=target)
            if b is not None:
                target += b.reshape(g, -1, 1)

        run(work, plan.ho, plan.band)
        ctx.plan, ctx.padded, ctx.w = plan, padded, w
        return out.reshape(plan.o, plan.ho, plan.wo, plan.n).transpose(3, 0, 1, 2)

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradients by x, w and b."""
        plan = ctx.plan
        positions = plan.ho * plan.wo * plan.n
        rows = g.transpose(1, 2, 3, 0).reshape(plan.o, positions)
        grouped = rows.reshape(plan.groups, plan.o // plan.groups, positions)
        dx = dw = db = None
        if ctx.needs[0]:
            dx = _input_gradient(plan, ctx.w, grouped)
        if ctx.needs[1]:

            def work(band: slice) -> Array:
                patches = plan.gather(ctx.padded, band).swapaxes(1, 2)
                return product(grouped[:, :, plan.columns(band)], patches)

            dw = np.sum(run(work, plan.ho, plan.band), axis=0).reshape(ctx.w.shape)
        if ctx.needs[2]:
            db = rows @ np.ones(rows.shape[1], rows.dtype)
        return dx, dw, db
