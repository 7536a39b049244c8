"""ONNX's Attention in tinytorch's `scaled_dot_product_attention`: heads, caches and masks mapped."""

from __future__ import annotations

from typing import Any

import numpy as np

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import Tensor
from tinytorch.nn.functional.attention import attention_weights


def _heads(x: Tensor, count: int) -> Tensor:
    return x.unflatten(-1, (count, -1)).transpose(1, 2) if x.ndim == 3 else x


def _visible(t: int, s: int, first: Any, causal: int, left: int, right: int) -> Any:
    """Return (batch, 1, t, s) bools: which keys each query may see, if query 0 is at place `first`."""
    place = np.reshape(first, (-1, 1, 1, 1)) + np.arange(t)[:, None]
    keys = np.arange(s)
    seen = np.ones((len(place), 1, t, s), bool)
    for limited, inside in (
        (causal, keys <= place),
        (left >= 0, keys >= place - left),
        (right >= 0, keys <= place + right),
    ):
        seen &= inside if limited else True
    return seen


def _combined(mask: Tensor | None, seen: Any, dtype: Any) -> Tensor:
    """Join the given mask with what may be seen; keys beyond a short mask are hidden."""
    if mask is None:
        return torch.from_numpy(seen)
    missing = seen.shape[-1] - mask.shape[-1]
    if mask.dtype == torch.bool:
        return F.pad(mask, (0, missing), value=False) & torch.from_numpy(seen)
    wide = F.pad(mask, (0, missing), value=float("-inf")) if missing else mask
    return torch.where(torch.from_numpy(seen), wide, float("-inf")).to(dtype)


def _scores(q: Tensor, k: Tensor, mask: Tensor | None, scale: float, mode: int) -> Tensor:
    """Return what ONNX calls qk_matmul_output: the scores at one stage of the way to the weights."""
    k = k.repeat_interleave(q.shape[1] // k.shape[1], 1)
    scores = q @ k.mT * scale
    if mode == 0:
        return scores
    if mask is not None and mask.dtype == torch.bool:
        mask = torch.where(mask, 0.0, float("-inf")).to(q.dtype)
    biased = scores if mask is None else scores + mask
    return biased if mode == 2 else attention_weights(scores, mask)


def attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor | None = None,
    past_k: Tensor | None = None,
    past_v: Tensor | None = None,
    lengths: Tensor | None = None,
    *,
    is_causal: int,
    scale: float | None = None,
    **kw: Any,
) -> Any:
    flat = q.ndim == 3
    q = _heads(q, kw.get("q_num_heads", 0))
    k, v = (_heads(x, kw.get("kv_num_heads", 0)) for x in (k, v))
    k, v = (x if p is None else torch.cat([p, x], 2) for p, x in ((past_k, k), (past_v, v)))
    t, s = q.shape[2], k.shape[2]
    left, right = kw.get("left_window_size", -1), kw.get("right_window_size", -1)
    factor = q.shape[-1] ** -0.5 if scale is None else scale
    if past_k is None and lengths is None and mask is None and left < 0 and right < 0:
        y = F.scaled_dot_product_attention(q, k, v, None, 0.0, bool(is_causal), scale, True)
    else:
        first = 0 if past_k is None else past_k.shape[2]
        first = first if lengths is None else lengths.array - t
        seen = _visible(t, s, first, is_causal, left, right)
        if lengths is not None:
            seen = seen & (np.arange(s) < lengths.array.reshape(-1, 1, 1, 1))
        if mask is None or not seen.all() or mask.shape[-1] < s:
            mask = _combined(mask, seen, q.dtype)
        y = F.scaled_dot_product_attention(q, k, v, mask, 0.0, False, scale, True)
    scores = _scores(q, k, mask, factor, kw["qk_matmul_output_mode"])
    return y.transpose(1, 2).flatten(2) if flat else y, k, v, scores
