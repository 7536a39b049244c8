"""Nonlinear functions between layers, and softmax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Op, apply
from tinytorch.dtypes import Array
from tinytorch.ops.elementwise import ERF, EXP, SIGMOID, SUB, TANH, where
from tinytorch.ops.reduce import SUM
from tinytorch.parallel import elementwise

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def _relu_piece(out: Array, x: Array) -> None:
    np.maximum(x, 0, out=out)


def _relu_slope_piece(out: Array, y: Array, g: Array) -> None:
    np.multiply(g, y > 0, out=out)


def _relu_vjp(g: Any, out: Any, x: Any) -> Any:
    return elementwise(_relu_slope_piece, out, g) if isinstance(g, np.ndarray) else g * (out > 0)


RELU: Op = Op("relu", lambda x: elementwise(_relu_piece, x), _relu_vjp)
SILU: Op = Op(
    "silu",
    lambda x: x * SIGMOID.forward(x),
    lambda g, out, x: g * (SIGMOID(x) + out * (1 - SIGMOID(x))),
)


def _gelu(x: Array) -> Array:
    out: Array = x * 0.5 * (1 + ERF.forward(x * 0.5**0.5))
    return out


GELU: Op = Op(
    "gelu",
    _gelu,
    lambda g, out, x: (
        g * ((ERF(x * 0.5**0.5) + 1) * 0.5 + x * EXP(x * x * -0.5) * (2 * np.pi) ** -0.5)
    ),
)
_ROOT = (2 / np.pi) ** 0.5
_CUBIC = 0.044715


def gelu_tanh_simple(x: Array) -> Array:
    """Return GPT-2's GELU as written: the lesson, and the oracle of the form below."""
    out: Array = 0.5 * x * (1 + np.tanh(_ROOT * (x + _CUBIC * x * x * x)))
    return out


def _inner_tanh(t: Array, x: Array) -> None:
    """Write tanh(root (x + cubic x³)) into t."""
    np.multiply(x, x, out=t)
    t *= _ROOT * _CUBIC
    t += _ROOT
    t *= x
    np.tanh(t, out=t)


def _gelu_piece(out: Array, x: Array) -> None:
    _inner_tanh(out, x)
    out += 1
    out *= x
    out *= 0.5


def _gelu_slope_piece(out: Array, x: Array, g: Array) -> None:
    """Write g times GELU's slope, (1 + t)/2 + x/2 (1 - t²) root (1 + 3 cubic x²)."""
    t = np.empty_like(x)
    _inner_tanh(t, x)
    slope = x * x
    slope *= 3 * _CUBIC * _ROOT
    slope += _ROOT
    slope *= x
    np.multiply(t, t, out=out)
    np.subtract(1, out, out=out)
    out *= slope
    out += t
    out += 1
    out *= g
    out *= 0.5


def _gelu_tanh_vjp(g: Any, out: Any, x: Any) -> Any:
    if isinstance(
        g, np.ndarray
    ):  # in pieces that stay in the cache: 2.5 to 3.3 ms, written out 4.3
        return elementwise(_gelu_slope_piece, x, g)
    t = TANH(_ROOT * (x + _CUBIC * x * x * x))
    return g * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * _ROOT * (1 + 3 * _CUBIC * x * x))


GELU_TANH: Op = Op("gelu_tanh", lambda x: elementwise(_gelu_piece, x), _gelu_tanh_vjp)


def _softmax(x: Array, axis: int) -> Array:
    out: Array = np.exp(x - x.max(axis=axis, keepdims=True))
    out /= out.sum(axis=axis, keepdims=True)
    return out


SOFTMAX: Op = Op("softmax", _softmax, lambda g, out, x, axis: (g - SUM(g * out, axis, True)) * out)


def _log_softmax(x: Array, axis: int) -> Array:
    out: Array = x - x.max(axis=axis, keepdims=True)
    out -= np.log(np.exp(out).sum(axis=axis, keepdims=True))
    return out


LOG_SOFTMAX: Op = Op(
    "log_softmax",
    _log_softmax,
    lambda g, out, x, axis: SUB(g, EXP(out) * SUM(g, axis, True)),
)


def relu(x: Tensor) -> Tensor:
    """Return max(x, 0)."""
    return apply(RELU, x)


def leaky_relu(x: Tensor, negative_slope: float = 0.01) -> Tensor:
    """Return x where positive, negative_slope * x elsewhere."""
    return where(x > 0, x, x * negative_slope)


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Return x where positive, alpha * (exp(x) - 1) elsewhere."""
    return where(x > 0, x, x.clamp(max=0).expm1() * alpha)


def selu(x: Tensor) -> Tensor:
    """Return the self-normalizing ELU (Klambauer et al., 2017)."""
    return elu(x, 1.6732632423543772) * 1.0507009873554805


def silu(x: Tensor) -> Tensor:
    """Return x * sigmoid(x), also called swish."""
    return apply(SILU, x)


def gelu(x: Tensor, approximate: str = "none") -> Tensor:
    """Return x times the normal distribution function of x; with 'tanh', GPT-2's approximation."""
    if approximate not in ("none", "tanh"):
        raise ValueError(f"gelu: approximate is 'none' or 'tanh', not {approximate!r}")
    return apply(GELU if approximate == "none" else GELU_TANH, x)


def softplus(x: Tensor) -> Tensor:
    """Return log(1 + exp(x)) without overflow."""
    return x.clamp(min=0) + (-x.abs()).exp().log1p()


def logsigmoid(x: Tensor) -> Tensor:
    """Return log(sigmoid(x)) without overflow."""
    return -softplus(-x)


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """Return exp(x) scaled to sum to one along `dim`."""
    return apply(SOFTMAX, x, dim)


def log_softmax(x: Tensor, dim: int = -1) -> Tensor:
    """Return the logarithm of `softmax`, computed without underflow."""
    return apply(LOG_SOFTMAX, x, dim)
