"""TransformerEncoderLayer: attention, then two linear layers, each with a way around it."""

from __future__ import annotations

import tinytorch.nn.functional as F
from tinytorch.nn.attention import MultiheadAttention
from tinytorch.nn.embedding import Dropout
from tinytorch.nn.linear import Linear
from tinytorch.nn.module import Module
from tinytorch.nn.norm import LayerNorm
from tinytorch.tensor import Tensor


class TransformerEncoderLayer(Module):
    """PyTorch's layer of that name; `norm_first` normalizes before instead of after each part."""

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: str = "relu",
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
    ) -> None:
        super().__init__()
        if activation not in ("relu", "gelu"):
            raise ValueError(f"activation is 'relu' or 'gelu', not {activation!r}")
        self.self_attn = MultiheadAttention(d_model, nhead, dropout, batch_first=batch_first)
        self.linear1 = Linear(d_model, dim_feedforward)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model)
        self.norm1 = LayerNorm(d_model, layer_norm_eps)
        self.norm2 = LayerNorm(d_model, layer_norm_eps)
        self.dropout1 = Dropout(dropout)
        self.dropout2 = Dropout(dropout)
        self.activation, self.norm_first = activation, norm_first

    def _attend(
        self, x: Tensor, mask: Tensor | None, padding: Tensor | None, causal: bool
    ) -> Tensor:
        out, _ = self.self_attn(x, x, x, padding, False, mask, is_causal=causal)
        return self.dropout1(out)  # type: ignore[no-any-return]

    def _feed(self, x: Tensor) -> Tensor:
        hidden = self.linear1(x)
        hidden = F.relu(hidden) if self.activation == "relu" else F.gelu(hidden)
        return self.dropout2(self.linear2(self.dropout(hidden)))  # type: ignore[no-any-return]

    def forward(
        self,
        src: Tensor,
        src_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        is_causal: bool = False,
    ) -> Tensor:
        """Transform src (T, N, E), or (N, T, E) if batch_first; masks as in MultiheadAttention."""
        args = src_mask, src_key_padding_mask, is_causal
        x = src
        if self.norm_first:
            x = x + self._attend(self.norm1(x), *args)
            return x + self._feed(self.norm2(x))
        x = self.norm1(x + self._attend(x, *args))
        return self.norm2(x + self._feed(x))  # type: ignore[no-any-return]
