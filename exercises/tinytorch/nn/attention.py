"""MultiheadAttention: several attentions side by side, each on its own part of the features."""

from __future__ import annotations

import tinytorch.nn.functional as F
from tinytorch.autograd.engine import Variable
from tinytorch.create import empty
from tinytorch.errors import check
from tinytorch.nn import init
from tinytorch.nn.functional.attention import causal_mask
from tinytorch.nn.linear import Linear
from tinytorch.nn.module import Module
from tinytorch.nn.parameter import Parameter
from tinytorch.ops.elementwise import where
from tinytorch.tensor import Tensor


class MultiheadAttention(Module):
    """PyTorch's layer of that name: q, k, v projected, attended by head, projected again."""

    in_proj_bias: Parameter | None

    def __init__(
        self,
        embed_dim: int,
        num_heads: int,
        dropout: float = 0.0,
        bias: bool = True,
        batch_first: bool = False,
    ) -> None:
        super().__init__()
        check(
            embed_dim % num_heads == 0,
            f"MultiheadAttention: embed_dim {embed_dim} is not a multiple of {num_heads} heads",
        )
        self.embed_dim, self.num_heads, self.dropout = embed_dim, num_heads, dropout
        self.batch_first = batch_first
        self.in_proj_weight = Parameter(empty(3 * embed_dim, embed_dim))
        self.in_proj_bias = Parameter(empty(3 * embed_dim)) if bias else None
        self.out_proj = Linear(embed_dim, embed_dim, bias)
        init.xavier_uniform_(self.in_proj_weight)
        if self.in_proj_bias is not None and self.out_proj.bias is not None:
            init.zeros_(self.in_proj_bias)
            init.zeros_(self.out_proj.bias)

    def _heads(self, x: Tensor, part: int) -> Tensor:
        """Project x (N, T, E) by one third of the weight: (N, heads, T, E / heads)."""
        rows = slice(part * self.embed_dim, (part + 1) * self.embed_dim)
        bias = None if self.in_proj_bias is None else self.in_proj_bias[rows]
        y = F.linear(x, self.in_proj_weight[rows], bias)
        return y.reshape(x.shape[0], x.shape[1], self.num_heads, -1).transpose(1, 2)

    def _bias(self, attn_mask: Tensor | None, padding: Tensor | None, q: Tensor) -> Tensor | None:
        """Join both masks (bool, True hides, or numbers to add) into numbers to add."""
        bias = None
        for mask in (attn_mask, None if padding is None else padding[:, None, None, :]):
            if mask is None:
                continue
            if mask.ndim == 3:
                mask = mask.reshape(-1, self.num_heads, *mask.shape[1:])
            numbers = (
                mask if mask.dtype.kind == "f" else where(mask, -float("inf"), 0.0).to(q.dtype)
            )
            bias = numbers if bias is None else bias + numbers
        return bias

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_padding_mask: Tensor | None = None,
        need_weights: bool = True,
        attn_mask: Tensor | None = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        """Attend query (T, N, E) to key and value (S, N, E), or batch first.

        Masks are bool, True hides, or numbers added to the scores. Returns the output and, with
        `need_weights`, the weights (N, T, S), averaged over heads.
        """
        if not self.batch_first:
            query, key, value = (x.transpose(0, 1) for x in (query, key, value))
        q, k, v = self._heads(query, 0), self._heads(key, 1), self._heads(value, 2)
        if is_causal and attn_mask is None:
            attn_mask = Variable.wrap(causal_mask(q.shape[2], k.shape[2], q.dtype))
        bias = self._bias(attn_mask, key_padding_mask, q)
        p = self.dropout if self.training else 0.0
        weights = None
        if need_weights:
            scores = q @ k.mT * q.shape[-1] ** -0.5
            weights = F.softmax(scores if bias is None else scores + bias, -1)
            heads = F.dropout(weights, p) @ v
        else:
            heads = F.scaled_dot_product_attention(q, k, v, bias, p)
        merged = heads.transpose(1, 2).reshape(*query.shape[:2], self.embed_dim)
        out = self.out_proj(merged)
        out = out if self.batch_first else out.transpose(0, 1)
        if weights is not None and average_attn_weights:
            weights = weights.mean(1)
        return out, weights
