"""Arithmetic and elementary functions, number by number, with broadcasting.

Each row is `Op(name, forward, product by x, product by y)`; the engine sums over broadcast
dimensions, so no product mentions shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from tinytorch.autograd.engine import Op, apply
from tinytorch.dtypes import Array
from tinytorch.ops.erf import erf as erf_array

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor

Number: TypeAlias = "Tensor | float | int | bool"

ADD: Op = Op("add", np.add, lambda g, out, x, y: g, lambda g, out, x, y: g)
SUB: Op = Op("sub", np.subtract, lambda g, out, x, y: g, lambda g, out, x, y: -g)
MUL: Op = Op("mul", np.multiply, lambda g, out, x, y: g * y, lambda g, out, x, y: g * x)
DIV: Op = Op("div", np.divide, lambda g, out, x, y: g / y, lambda g, out, x, y: -g * out / y)
NEG: Op = Op("neg", np.negative, lambda g, out, x: -g)
ABS: Op = Op("abs", np.abs, lambda g, out, x: g * SIGN(x))
SIGN: Op = Op("sign", np.sign, lambda g, out, x: g * 0)
EXP: Op = Op("exp", np.exp, lambda g, out, x: g * out)
EXPM1: Op = Op("expm1", np.expm1, lambda g, out, x: g * (out + 1))
LOG: Op = Op("log", np.log, lambda g, out, x: g / x)
LOG1P: Op = Op("log1p", np.log1p, lambda g, out, x: g / (x + 1))
SQRT: Op = Op("sqrt", np.sqrt, lambda g, out, x: g / (out + out))
RSQRT: Op = Op("rsqrt", lambda x: 1 / np.sqrt(x), lambda g, out, x: g * out / x * -0.5)
SIN: Op = Op("sin", np.sin, lambda g, out, x: g * COS(x))
COS: Op = Op("cos", np.cos, lambda g, out, x: -g * SIN(x))
TANH: Op = Op("tanh", np.tanh, lambda g, out, x: g * (1 - out * out))
ERF: Op = Op("erf", erf_array, lambda g, out, x: g * EXP(-x * x) * (2 / np.pi**0.5))
FLOOR: Op = Op("floor", np.floor, lambda g, out, x: g * 0)
CEIL: Op = Op("ceil", np.ceil, lambda g, out, x: g * 0)
ROUND: Op = Op("round", np.round, lambda g, out, x: g * 0)

# Where both are equal each gets half, as in PyTorch: any split is a valid subgradient.
MAXIMUM: Op = Op(
    "maximum",
    np.maximum,
    lambda g, out, x, y: g * (x > y) + g * (x == y) * 0.5,
    lambda g, out, x, y: g * (x < y) + g * (x == y) * 0.5,
)
MINIMUM: Op = Op(
    "minimum",
    np.minimum,
    lambda g, out, x, y: g * (x < y) + g * (x == y) * 0.5,
    lambda g, out, x, y: g * (x > y) + g * (x == y) * 0.5,
)
WHERE: Op = Op(
    "where",
    np.where,
    lambda g, out, c, x, y: None,
    lambda g, out, c, x, y: WHERE(c, g, 0.0),
    lambda g, out, c, x, y: WHERE(c, 0.0, g),
)


def _clamp(x: Array, low: float | None, high: float | None) -> Array:
    return x.copy() if low is None and high is None else np.clip(x, low, high)


CLAMP: Op = Op("clamp", _clamp, lambda g, out, x, low, high: g * (out == x))


def _sigmoid(x: Array) -> Array:
    # exp only of non-positive numbers: 1 / (1 + exp(-x)) overflows for large negative x.
    z = np.exp(-np.abs(x))
    out: Array = np.where(x >= 0, 1, z) / (1 + z)
    return out


SIGMOID: Op = Op("sigmoid", _sigmoid, lambda g, out, x: g * out * (1 - out))


def _pow_by_base(g: Any, out: Any, x: Any, y: Any) -> Any:
    if isinstance(y, float | int):
        return g * y * POW(x, y - 1) if y != 0 else g * 0
    return g * y * POW(x, WHERE(y == 0, 1.0, y - 1))


def _pow_by_exponent(g: Any, out: Any, x: Any, y: Any) -> Any:
    # At x = 0 the power is constant in y, so the log's minus infinity must not reach the product.
    return g * out * LOG(WHERE(x == 0, 1.0, x))


POW: Op = Op("pow", lambda x, y: x**y, _pow_by_base, _pow_by_exponent)


def add(x: Number, y: Number, *, alpha: float = 1) -> Tensor:
    """Return x + alpha * y."""
    return apply(ADD, x, y if alpha == 1 else mul(y, alpha))


def sub(x: Number, y: Number) -> Tensor:
    """Return x - y."""
    return apply(SUB, x, y)


def mul(x: Number, y: Number) -> Tensor:
    """Return x * y."""
    return apply(MUL, x, y)


def div(x: Number, y: Number) -> Tensor:
    """Return x / y; integers divide to floats."""
    return apply(DIV, x, y)


def pow(x: Number, exponent: Number) -> Tensor:
    """Return x to the power `exponent`."""
    return apply(POW, x, exponent)


def neg(x: Tensor) -> Tensor:
    """Return -x."""
    return apply(NEG, x)


def abs(x: Tensor) -> Tensor:
    """Return the absolute value."""
    return apply(ABS, x)


def sign(x: Tensor) -> Tensor:
    """Return -1, 0 or 1; its gradient is zero."""
    return apply(SIGN, x)


def exp(x: Tensor) -> Tensor:
    """Return e to the power x."""
    return apply(EXP, x)


def expm1(x: Tensor) -> Tensor:
    """Return exp(x) - 1, exact near zero."""
    return apply(EXPM1, x)


def log(x: Tensor) -> Tensor:
    """Return the natural logarithm."""
    return apply(LOG, x)


def log1p(x: Tensor) -> Tensor:
    """Return log(1 + x), exact near zero."""
    return apply(LOG1P, x)


def sqrt(x: Tensor) -> Tensor:
    """Return the square root."""
    return apply(SQRT, x)


def rsqrt(x: Tensor) -> Tensor:
    """Return 1 / sqrt(x)."""
    return apply(RSQRT, x)


def square(x: Tensor) -> Tensor:
    """Return x * x."""
    return apply(MUL, x, x)


def reciprocal(x: Tensor) -> Tensor:
    """Return 1 / x."""
    return apply(DIV, 1, x)


def sin(x: Tensor) -> Tensor:
    """Return the sine of x radians."""
    return apply(SIN, x)


def cos(x: Tensor) -> Tensor:
    """Return the cosine of x radians."""
    return apply(COS, x)


def tanh(x: Tensor) -> Tensor:
    """Return the hyperbolic tangent."""
    return apply(TANH, x)


def sigmoid(x: Tensor) -> Tensor:
    """Return 1 / (1 + exp(-x))."""
    return apply(SIGMOID, x)


def erf(x: Tensor) -> Tensor:
    """Return the error function, 2/sqrt(pi) times the integral of exp(-t²) from 0 to x."""
    return apply(ERF, x)


def floor(x: Tensor) -> Tensor:
    """Round down; the gradient is zero."""
    return apply(FLOOR, x)


def ceil(x: Tensor) -> Tensor:
    """Round up; the gradient is zero."""
    return apply(CEIL, x)


def round(x: Tensor) -> Tensor:
    """Round half to even; the gradient is zero."""
    return apply(ROUND, x)


def maximum(x: Number, y: Number) -> Tensor:
    """Return the larger of x and y, element by element."""
    return apply(MAXIMUM, x, y)


def minimum(x: Number, y: Number) -> Tensor:
    """Return the smaller of x and y, element by element."""
    return apply(MINIMUM, x, y)


def where(condition: Tensor, x: Number, y: Number) -> Tensor:
    """Return x where `condition` holds and y elsewhere."""
    return apply(WHERE, condition, x, y)


def masked_fill(x: Tensor, mask: Tensor, value: float) -> Tensor:
    """Return x with `value` where `mask` holds."""
    return apply(WHERE, mask, value, x)


def clamp(x: Tensor, min: float | None = None, max: float | None = None) -> Tensor:
    """Limit x to [min, max]; outside, the gradient is zero."""
    return apply(CLAMP, x, min, max)
