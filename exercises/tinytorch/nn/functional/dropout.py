"""Dropout: training with some activations missing, so that no unit relies on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinytorch.autograd.engine import Variable
from tinytorch.random import Generator, uniform_array

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def dropout(
    x: Tensor, p: float = 0.5, training: bool = True, generator: Generator | None = None
) -> Tensor:
    """Zero each element with probability p and scale the rest by 1 / (1 - p), in training only.

    Raises ValueError unless 0 <= p <= 1. Source: Srivastava et al., JMLR 15 (2014).
    """
    if not 0 <= p <= 1:
        raise ValueError(f"dropout: p is a probability, not {p}")
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    kept = uniform_array(x.array.shape, x.array.dtype, generator) >= p
    mask: Tensor = Variable.wrap(kept.astype(x.array.dtype))
    mask.array *= 1 / (1 - p)
    return x * mask
