"""Embedding and Dropout layers."""

from __future__ import annotations

import tinytorch.nn.functional as F
from tinytorch.autograd.mode import no_grad
from tinytorch.create import empty
from tinytorch.nn import init
from tinytorch.nn.module import Module
from tinytorch.nn.parameter import Parameter
from tinytorch.tensor import Tensor


class Embedding(Module):
    """A table of num_embeddings rows of embedding_dim numbers, picked by integers."""

    def __init__(
        self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None
    ) -> None:
        super().__init__()
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.padding_idx = padding_idx
        self.weight = Parameter(empty(num_embeddings, embedding_dim))
        init.normal_(self.weight)
        if padding_idx is not None:
            with no_grad():
                self.weight[padding_idx] = 0.0

    def forward(self, x: Tensor) -> Tensor:
        """Return rows (..., embedding_dim) for integers x (...)."""
        return F.embedding(x, self.weight, self.padding_idx)

    def extra_repr(self) -> str:
        """Return sizes."""
        return f"{self.num_embeddings}, {self.embedding_dim}"


class Dropout(Module):
    """Zero activations with probability p while training."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"dropout: p is a probability, not {p}")
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """Drop or pass x."""
        return F.dropout(x, self.p, self.training)

    def extra_repr(self) -> str:
        """Return p."""
        return f"p={self.p}"
