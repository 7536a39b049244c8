"""Attention: each position takes a mean of values, weighted by how its query meets the keys.

`attention_simple` is the whole idea; `attention_kernel.py` holds its fast form.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.kernel import launch
from tinytorch.dtypes import Array, DType
from tinytorch.errors import check
from tinytorch.nn.functional.activation import softmax
from tinytorch.nn.functional.attention_kernel import Attention, PackedAttention
from tinytorch.nn.functional.dropout import dropout
from tinytorch.ops.index import repeat_interleave
from tinytorch.ops.shape import cat

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def causal_mask(queries: int, keys: int, dtype: DType) -> Array:
    """Return 0 where a query may look and -inf in its future; the last query sees every key."""
    future = np.triu(np.ones((queries, keys), bool), keys - queries + 1)
    return np.where(future, -np.inf, 0.0).astype(dtype)


def attention_simple(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, scale: float) -> Tensor:
    """Return softmax(q kᵀ scale + mask) v: the lesson, and the kernel's oracle."""
    return attention_weights(q @ k.mT * scale, mask) @ v


def attention_weights(scores: Tensor, mask: Tensor | None) -> Tensor:
    """Return softmax(scores + mask); a query that may see no key gets zeros, not 0 / 0."""
    if mask is None:
        return softmax(scores, -1)
    scores = scores + mask
    blind = (scores == -np.inf).all(-1, keepdim=True)
    return softmax(scores.masked_fill(blind, 0.0), -1).masked_fill(blind, 0.0)


def _as_bias(mask: Tensor | None, causal: bool, q: Tensor, k: Tensor) -> Tensor | None:
    """Turn the two ways of masking into numbers to add to the scores."""
    t, s = q.shape[-2], k.shape[-2]
    if causal:
        hidden = np.where(np.tri(t, s, dtype=bool), 0.0, -np.inf)
        return Variable.wrap(hidden.astype(q.dtype))
    if mask is None or mask.dtype.kind == "f":
        return mask
    return Variable.wrap(np.where(mask.array, 0.0, -np.inf).astype(q.dtype))


def _share_heads(q: Tensor, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
    """Repeat the heads of k and v until there are as many as q's."""
    check(
        q.shape[-3] % k.shape[-3] == 0,
        f"attention: {q.shape[-3]} query heads do not share {k.shape[-3]} key heads evenly",
    )
    times = q.shape[-3] // k.shape[-3]
    if times == 1:
        return k, v
    return repeat_interleave(k, times, -3), repeat_interleave(v, times, -3)


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

    `attn_mask` is bool (True may look) or numbers added to the scores. `is_causal` hides the future, counting
    queries and keys from the first, as in PyTorch; after a cache use `causal_mask`. `enable_gqa` lets
    groups of query heads share the heads of k and v (Ainslie et al., 2023). Source: Vaswani et al., 2017.
    """
    if enable_gqa:
        k, v = _share_heads(q, k, v)
    check(
        q.shape[-1] == k.shape[-1] and k.shape[-2] == v.shape[-2],
        f"attention: q {tuple(q.shape)}, k {tuple(k.shape)}, v {tuple(v.shape)}: q and k share the "
        "last size, k and v the one before",
    )
    factor = 1 / math.sqrt(q.shape[-1]) if scale is None else scale
    check(not is_causal or attn_mask is None, "attention: give attn_mask or is_causal, not both")
    if dropout_p == 0 and q.ndim == 4 and q.shape[:2] == k.shape[:2] == v.shape[:2]:
        causal = is_causal and q.shape[-2] == k.shape[-2]
        if causal or (attn_mask is None and not is_causal):
            return launch(Attention, q, k, v, None, factor, causal)
        bias = _as_bias(attn_mask, is_causal, q, k)
        assert bias is not None
        if not bias.requires_grad:
            full = np.broadcast_to(bias.array, (*q.shape[:3], k.shape[2]))
            return launch(Attention, q, k, v, full, factor, False)
    bias = _as_bias(attn_mask, is_causal, q, k)
    if dropout_p == 0:
        return attention_simple(q, k, v, bias, factor)
    return dropout(attention_weights(q @ k.mT * factor, bias), dropout_p) @ v


def packed_attention(qkv: Tensor, heads: int, is_causal: bool = True) -> Tensor:
    """Self-attention of one layer's output qkv (B, T, 3 * heads * D): (B, T, heads * D)."""
    width = qkv.shape[2]
    check(
        width % (3 * heads) == 0,
        f"packed_attention: width {width} is not 3 x {heads} heads of equal size",
    )
    return launch(PackedAttention, qkv, heads, is_causal, 1 / math.sqrt(width // (3 * heads)))


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
