"""The fast form of attention: in blocks of queries, example by example, in two kernels.

One block's scores (heads x 64 x keys) stay in the processor's cache from the product with the keys to
the product with the values. Under a causal mask a block meets only the keys up to its own end. The
backward pass keeps the exponentials of the scores; the division by their sum is made on the much
smaller output, as in FlashAttention (Dao et al., 2022).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from tinytorch.autograd.kernel import Kernel
from tinytorch.dtypes import Array
from tinytorch.errors import check
from tinytorch.ops.matmul import product
from tinytorch.parallel import piece, pieces, share

BLOCK = 64  # queries a block
_SAFE_EXPONENT = 60.0  # exp(±60) and sums of them are far from float32's limits


class Scores:
    """What one attention keeps for its backward: exponentials by block, and 1 / their sums."""

    def __init__(
        self, q: Array, k: Array, v: Array, out: Array, scale: float, keep: bool = True
    ) -> None:
        self.q, self.k, self.v, self.out, self.scale = q, k, v, out, scale
        self.keep = keep  # False without a backward pass to come
        self.blocks: dict[tuple[int, int], Array] = {}
        rows = min(q.shape[2], BLOCK)
        # Examples are taken together as far as their scores fit one piece: one or a few in training,
        # the whole batch in decoding. The backward pass must cut as the forward pass did.
        self.groups = pieces(len(q), piece() // max(q.shape[1] * rows * k.shape[2], 1))
        self.inverse = np.empty((*q.shape[:3], 1), q.dtype)

    def queries(self, causal: bool) -> Iterator[tuple[slice, int]]:
        """Yield (queries of a block, number of keys that it may see)."""
        t, s = self.q.shape[2], self.k.shape[2]
        for start in range(0, t, BLOCK) if causal else (0,):
            end = min(start + BLOCK, t) if causal else t
            yield slice(start, end), (end + s - t if causal else s)


def _needs_shift(q: Array, k: Array, scale: float) -> bool:
    """Whether scores may be large: |q·k| is at most |q| |k|. If not, no maximum need be found.

    For few queries finding the maximum is cheaper than this test.
    """
    if q.shape[2] < BLOCK:
        return True
    longest = [np.einsum("...d,...d->...", x, x).max(initial=0.0) for x in (q, k)]
    return not float(longest[0]) * float(longest[1]) * scale**2 < _SAFE_EXPONENT**2


def _future(rows: int, keys: int) -> Array:
    """Return True where a query may look: the last query sees every key."""
    return np.tri(rows, keys, keys - rows, dtype=bool)


def _exponentials(p: Array, causal: bool, mask: Array | None, shift: bool) -> None:
    """Turn scores (B, H, rows, keys) into exponentials in place, zero where masked."""
    if mask is not None:
        p += mask
    rows, keys = p.shape[2:]
    if shift:
        if causal and rows > 1:
            np.copyto(p, -np.inf, where=~_future(rows, keys))
        top = p.max(axis=-1, keepdims=True)
        if mask is not None:
            top[~np.isfinite(top)] = 0  # a row of -inf only: nothing to see
        p -= top
    np.exp(p, out=p)
    if causal and rows > 1:
        # Only the last `rows` columns hold any future.
        p[..., keys - rows :] *= np.tri(rows, dtype=p.dtype)


def forward(saved: Scores, causal: bool, mask: Array | None) -> None:
    """Fill `saved.out` (B, H, T, E) and what the backward needs."""
    q, k, v, out = saved.q, saved.k, saved.v, saved.out
    shift = mask is not None or _needs_shift(q, k, saved.scale)
    ones = np.ones((k.shape[2], 1), q.dtype)

    def some(b: slice) -> None:
        scaled = q[b] * saved.scale
        for rows, keys in saved.queries(causal):
            p = product(scaled[:, :, rows], k[b, :, :keys].swapaxes(2, 3))
            _exponentials(p, causal, None if mask is None else mask[b], shift)
            total = p @ ones[:keys]
            if mask is not None:
                total[total == 0] = 1  # no key to see: zeros, as in PyTorch since 2.5
            inverse = 1 / total
            np.multiply(product(p, v[b, :, :keys]), inverse, out=out[b, :, rows])
            if saved.keep:
                saved.inverse[b, :, rows] = inverse
                saved.blocks[b.start, rows.start] = p

    share([partial(some, group) for group in saved.groups])


def backward(g: Array, saved: Scores, causal: bool, grads: tuple[Array, ...]) -> None:
    """Fill the gradients by q, k, v. With weights w = p inverse, dw = g vᵀ:

    dscore = w (dw - row sum of w dw), and the row sum is that of g out, which is short.
    """
    q, k, v, out, scale = saved.q, saved.k, saved.v, saved.out, saved.scale
    dq, dk, dv = grads

    def some(b: slice) -> None:
        scaled = g[b] * saved.inverse[b]
        along = np.einsum("bhtd,bhtd->bht", scaled, out[b])[..., None]
        sums = [np.zeros_like(x[b]) for x in (k, v)]
        for rows, keys in saved.queries(causal):
            p, gb = saved.blocks[b.start, rows.start], scaled[:, :, rows]
            sums[1][:, :, :keys] += product(p.swapaxes(2, 3), gb)
            d = product(gb, v[b, :, :keys].swapaxes(2, 3))
            d -= along[:, :, rows]
            d *= p
            np.multiply(product(d, k[b, :, :keys]), scale, out=dq[b, :, rows])
            sums[0][:, :, :keys] += product(d.swapaxes(2, 3), q[b, :, rows])
        np.multiply(sums[0], scale, out=dk[b])
        dv[b] = sums[1]

    share([partial(some, group) for group in saved.groups])


class Attention(Kernel):
    """Attention of separate q, k, v."""

    name = "attention"

    @staticmethod
    def forward(
        ctx: Any, q: Array, k: Array, v: Array, mask: Array | None, scale: float, causal: bool
    ) -> Array:
        """Return (B, H, T, E) for q (B, H, T, D), k (B, H, S, D), v (B, H, S, E)."""
        b, h, t, _ = q.shape
        # (B, T, H, E) in memory: merging the heads afterward is then a view.
        out = np.empty((b, t, h, v.shape[3]), q.dtype).transpose(0, 2, 1, 3)
        ctx.saved, ctx.causal = Scores(q, k, v, out, scale, any(ctx.needs)), causal
        forward(ctx.saved, causal, mask)
        return out

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradients by q, k and v."""
        grads = tuple(np.empty_like(x) for x in (ctx.saved.q, ctx.saved.k, ctx.saved.v))
        backward(g, ctx.saved, ctx.causal, grads)
        return grads


class PackedAttention(Kernel):
    """Attention of q, k, v side by side, as one linear layer makes them.

    Splitting them with three views would cost three zero-filled gradients of the full size.
    """

    name = "packed_attention"

    @staticmethod
    def forward(ctx: Any, qkv: Array, heads: int, causal: bool, scale: float) -> Array:
        """Return (B, T, H * D) for qkv (B, T, 3 * H * D)."""
        b, t, width = qkv.shape
        q, k, v = qkv.reshape(b, t, 3, heads, -1).transpose(2, 0, 3, 1, 4)
        merged = np.empty((b, t, heads, q.shape[3]), qkv.dtype)
        ctx.saved = Scores(q, k, v, merged.transpose(0, 2, 1, 3), scale, any(ctx.needs))
        ctx.causal = causal
        forward(ctx.saved, causal, None)
        return merged.reshape(b, t, width // 3)

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradient by qkv."""
        b, h, t, d = ctx.saved.q.shape
        check(g.shape == (b, t, h * d), f"packed_attention: gradient of shape {g.shape}")
        dqkv = np.empty((b, t, 3, h, d), g.dtype)
        by_head = g.reshape(b, t, h, d).transpose(0, 2, 1, 3)
        backward(by_head, ctx.saved, ctx.causal, tuple(dqkv.transpose(2, 0, 3, 1, 4)))
        return (dqkv.reshape(b, t, 3 * h * d),)
