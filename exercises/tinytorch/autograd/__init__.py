"""Automatic differentiation: `engine` is the whole mechanism, the rest are ways to use it."""

from tinytorch.autograd.function import Function
from tinytorch.autograd.gradcheck import gradcheck, gradgradcheck
from tinytorch.autograd.gradients import backward, grad
from tinytorch.autograd.graph import draw, to_dot
from tinytorch.autograd.mode import enable_grad, is_grad_enabled, no_grad, set_grad_enabled

__all__ = [
    "Function",
    "backward",
    "draw",
    "enable_grad",
    "grad",
    "gradcheck",
    "gradgradcheck",
    "is_grad_enabled",
    "no_grad",
    "set_grad_enabled",
    "to_dot",
]
