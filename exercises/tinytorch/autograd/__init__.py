"""Automatic differentiation: `engine` is the whole mechanism, the rest are ways to use it."""

from tinytorch.autograd.function import Function
from tinytorch.autograd.gradients import backward, grad
from tinytorch.autograd.mode import enable_grad, is_grad_enabled, no_grad, set_grad_enabled

__all__ = [
    "Function",
    "backward",
    "enable_grad",
    "grad",
    "is_grad_enabled",
    "no_grad",
    "set_grad_enabled",
]
