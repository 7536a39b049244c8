"""Attention: each position takes a mean of values, weighted by how its query meets the keys.

The fast kernel works example by example, so that one example's scores (heads x T x T numbers) stay in
the processor's cache from the product with the keys to the product with the values.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.kernel import Kernel, launch
from tinytorch.dtypes import Array, DType
from tinytorch.errors import check
from tinytorch.nn.functional.activation import softmax
from tinytorch.nn.functional.dropout import dropout
from tinytorch.ops.index import repeat_interleave
from tinytorch.ops.matmul import product
from tinytorch.ops.shape import cat

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def causal_mask(queries: int, keys: int, dtype: DType) -> Array:
    """Return 0 where a query may look and -inf in its future; the last query sees every key."""
    future = np.triu(np.ones((queries, keys), bool), keys - queries + 1)
    return np.where(future, -np.inf, 0.0).astype(dtype)


def attention_simple(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, scale: float) -> Tensor:
    """Return softmax(q kᵀ scale + mask) v: the lesson, and the kernel's oracle."""
    scores = q @ k.mT * scale
    return softmax(scores if mask is None else scores + mask, -1) @ v


def _forward(q: Array, k: Array, v: Array, mask: Array | None, scale: float, out: Array) -> Array:
    """Fill `out` with the attention of (B, H, T, D) arrays and return the weights (B, H, T, S)."""
    weights = np.empty((*q.shape[:3], k.shape[2]), q.dtype)
    for b in range(len(q)):
        p = weights[b]
        np.matmul(q[b] * scale, k[b].swapaxes(1, 2), out=p)
        if mask is not None:
            p += mask if mask.ndim == 2 else mask[b % len(mask)]
        p -= p.max(axis=-1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(axis=-1, keepdims=True)
        np.matmul(p, v[b], out=out[b])
    return weights


def _backward(
    g: Array, saved: tuple[Array, ...], scale: float, grads: tuple[Array, Array, Array]
) -> None:
    """Fill the gradients by q, k and v. A row's softmax takes out the part along its own weights."""
    q, k, v, weights, out = saved
    dq, dk, dv = grads
    for b in range(len(q)):
        p = weights[b]
        np.matmul(p.swapaxes(1, 2), g[b], out=dv[b])
        d = product(g[b], v[b].swapaxes(1, 2))
        d -= np.einsum("htd,htd->ht", g[b], out[b])[..., None]
        d *= p
        d *= scale
        np.matmul(d, k[b], out=dq[b])
        np.matmul(d.swapaxes(1, 2), q[b], out=dk[b])


class Attention(Kernel):
    """Attention of separate q, k, v."""

    name = "attention"

    @staticmethod
    def forward(ctx: Any, q: Array, k: Array, v: Array, mask: Array | None, scale: float) -> Array:
        """Return (B, H, T, D) for q (B, H, T, D), k and v (B, H, S, D)."""
        b, h, t, _ = q.shape
        # (B, T, H, D) in memory: merging the heads afterward is then a view.
        out = np.empty((b, t, h, v.shape[3]), q.dtype).transpose(0, 2, 1, 3)
        ctx.saved = (q, k, v, _forward(q, k, v, mask, scale, out), out)
        ctx.scale = scale
        return out

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradients by q, k and v."""
        grads = tuple(np.empty_like(x) for x in ctx.saved[:3])
        _backward(g, ctx.saved, ctx.scale, grads)
        return grads


class PackedAttention(Kernel):
    """Attention of q, k, v side by side, as one linear layer makes them.

    Splitting them with three views would cost three zero-filled gradients of the full size.
    """

    name = "packed_attention"

    @staticmethod
    def forward(ctx: Any, qkv: Array, heads: int, mask: Array | None, scale: float) -> Array:
        """Return (B, T, H * D) for qkv (B, T, 3 * H * D)."""
        b, t, width = qkv.shape
        q, k, v = qkv.reshape(b, t, 3, heads, -1).transpose(2, 0, 3, 1, 4)
        merged = np.empty((b, t, heads, q.shape[3]), qkv.dtype)
        out = merged.transpose(0, 2, 1, 3)
        ctx.saved = (q, k, v, _forward(q, k, v, mask, scale, out), out)
        ctx.scale = scale
        return merged.reshape(b, t, width // 3)

    @staticmethod
    def backward(ctx: Any, g: Array) -> tuple[Array | None, ...]:
        """Return the gradient by qkv."""
        q, out = ctx.saved[0], ctx.saved[4]
        b, h, t, d = q.shape
        dqkv = np.empty((b, t, 3, h, d), g.dtype)
        by_head = g.reshape(b, t, h, d).transpose(0, 2, 1, 3)
        check(by_head.shape == out.shape, "packed_attention: gradient of another shape")
        dq, dk, dv = dqkv.transpose(2, 0, 3, 1, 4)
        _backward(by_head, ctx.saved, ctx.scale, (dq, dk, dv))
        return (dqkv.reshape(b, t, 3 * h * d),)


def _as_bias(mask: Tensor | None, causal: bool, q: Tensor, k: Tensor) -> Tensor | None:
    """Turn the two ways of masking into numbers to add to the scores."""
    t, s = q.shape[-2], k.shape[-2]
    if causal:
        check(mask is None, "attention: give attn_mask or is_causal, not both")
        return Variable.wrap(causal_mask(t, s, q.dtype))
    if mask is None or mask.dtype.kind == "f":
        return mask
    return Variable.wrap(np.where(mask.array, 0.0, -np.inf).astype(q.dtype))


def scaled_dot_product_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """Attend: q (..., T, D) to k (..., S, D), taking means of v (..., S, E): (..., T, E).

    `attn_mask` is bool (True may look) or numbers added to the scores. `is_causal` hides the future,
    the last query aligned with the last key. `enable_gqa` lets groups of query heads share the heads
    of k and v (Ainslie et al., 2023). Source: Vaswani et al., 2017.
    """
    if enable_gqa and q.shape[-3] != k.shape[-3]:
        check(
            q.shape[-3] % k.shape[-3] == 0,
            f"attention: {q.shape[-3]} query heads do not share {k.shape[-3]} key heads evenly",
        )
        times = q.shape[-3] // k.shape[-3]
        k, v = repeat_interleave(k, times, -3), repeat_interleave(v, times, -3)
    check(
        q.shape[-1] == k.shape[-1] and k.shape[-2] == v.shape[-2],
        f"attention: q {tuple(q.shape)}, k {tuple(k.shape)}, v {tuple(v.shape)}: q and k share the "
        "last size, k and v the one before",
    )
    factor = 1 / math.sqrt(q.shape[-1]) if scale is None else scale
    bias = _as_bias(attn_mask, is_causal, q, k)
    same = q.ndim == 4 and q.shape[:2] == k.shape[:2] == v.shape[:2]
    plain_mask = bias is None or (not bias.requires_grad and _fits(bias, q.shape[0], q.shape[1]))
    if dropout_p == 0 and same and plain_mask:
        return launch(Attention, q, k, v, None if bias is None else bias.array, factor)
    if dropout_p == 0:
        return attention_simple(q, k, v, bias, factor)
    scores = q @ k.mT * factor
    weights = softmax(scores if bias is None else scores + bias, -1)
    return dropout(weights, dropout_p) @ v


def _fits(bias: Tensor, batch: int, heads: int) -> bool:
    """Whether the kernel can add this mask: (T, S), or (1 or B, 1 or H, T, S)."""
    return bias.ndim == 2 or (
        bias.ndim == 4 and bias.shape[0] in (1, batch) and bias.shape[1] in (1, heads)
    )


def packed_attention(qkv: Tensor, heads: int, is_causal: bool = True) -> Tensor:
    """Self-attention of one layer's output qkv (B, T, 3 * heads * D): (B, T, heads * D)."""
    t, width = qkv.shape[1], qkv.shape[2]
    check(
        width % (3 * heads) == 0,
        f"packed_attention: width {width} is not 3 x {heads} heads of equal size",
    )
    mask = causal_mask(t, t, qkv.dtype) if is_causal else None
    return launch(PackedAttention, qkv, heads, mask, 1 / math.sqrt(width // (3 * heads)))


def rotary_table(
    positions: int, dim: int, base: float = 10000.0, dtype: DType | None = None
) -> tuple[Tensor, Tensor]:
    """Return cosines and sines (positions, dim / 2) of the angles by which rotary embedding turns."""
    check(dim % 2 == 0, f"rotary embedding turns pairs: dim {dim} is odd")
    frequencies = base ** (-np.arange(0, dim, 2) / dim)
    angles = np.outer(np.arange(positions), frequencies)
    kind = dtype or np.dtype(np.float32)
    return Variable.wrap(np.cos(angles).astype(kind)), Variable.wrap(np.sin(angles).astype(kind))


def apply_rotary(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turn the pairs (x[i], x[i + D/2]) of x (..., T, D) by the angles of T positions.

    A query's product with a key then depends on their distance only (Su et al., RoFormer, 2021);
    the halves are paired as in GPT-NeoX.
    """
    half = x.shape[-1] // 2
    a, b = x[..., :half], x[..., half:]
    return cat([a * cos - b * sin, b * cos + a * sin], -1)
