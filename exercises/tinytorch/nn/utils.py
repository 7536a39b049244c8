"""Keeping gradients in bounds, and parameters as one vector."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.tensor import Tensor


def _with_grad(parameters: Iterable[Tensor] | Tensor) -> list[Tensor]:
    listed = [parameters] if isinstance(parameters, Tensor) else list(parameters)
    return [p for p in listed if p.grad is not None]


def clip_grad_norm_(
    parameters: Iterable[Tensor] | Tensor,
    max_norm: float,
    norm_type: float = 2.0,
    error_if_nonfinite: bool = False,
) -> Tensor:
    """Scale all gradients so that their common norm is at most `max_norm`; return the norm before.

    Raises RuntimeError for a norm that is not finite, with `error_if_nonfinite`.
    """
    grads = [p.grad.array for p in _with_grad(parameters)]
    if norm_type == float("inf"):
        total = max((float(np.abs(g).max()) for g in grads if g.size), default=0.0)
    elif norm_type == 2.0:
        total = float(sum(float(np.vdot(g, g)) for g in grads)) ** 0.5
    else:
        total = float(sum(float((np.abs(g) ** norm_type).sum()) for g in grads)) ** (1 / norm_type)
    if error_if_nonfinite and not np.isfinite(total):
        raise RuntimeError(f"the gradients' norm is {total}; lower the learning rate")
    scale = max_norm / (total + 1e-6)
    if scale < 1:
        for g in grads:
            g *= scale
    dtype = grads[0].dtype if grads else np.float32
    return Variable.wrap(np.asarray(total, dtype))


def clip_grad_value_(parameters: Iterable[Tensor] | Tensor, clip_value: float) -> None:
    """Limit every gradient element to [-clip_value, clip_value]."""
    for p in _with_grad(parameters):
        p.grad.clamp_(-clip_value, clip_value)


def parameters_to_vector(parameters: Iterable[Tensor]) -> Tensor:
    """Return a copy of all parameters as one vector."""
    return Variable.wrap(np.concatenate([p.array.ravel() for p in parameters]))


def vector_to_parameters(vector: Tensor, parameters: Iterable[Tensor]) -> None:
    """Write a vector made by `parameters_to_vector` back."""
    at = 0
    for p in parameters:
        p.array[...] = vector.array[at : at + p.array.size].reshape(p.array.shape)
        at += p.array.size
