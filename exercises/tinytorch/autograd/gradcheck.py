"""Check gradients against differences of the function itself.

For a function y = f(x) and random directions u (of y) and v (of x), the gradient of u·y by x, times v,
must equal the slope of u·f(x + t v) at t = 0. Two evaluations check all partial derivatives at once:
a wrong one escapes only if the random directions hide it, which for real numbers has probability zero.
Source: Griewank and Walther, Evaluating Derivatives (2008), chapter 3 (the dot-product test).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.gradients import grad
from tinytorch.dtypes import Array, float64

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


class GradcheckError(AssertionError):
    """A gradient that differs from the function's slope; says which input and by how much."""


def _slope(f: Callable[..., Any], xs: list[Any], i: int, v: Array, u: Array, eps: float) -> float:
    """Return the central difference of u·f along v in input i."""
    kept, values = xs[i].array, []
    for t in (eps, -eps):  # recorded, since f may itself ask for gradients
        xs[i].array = np.asarray(kept + t * v)
        values.append(float((f(*xs).array * u).sum()))
    xs[i].array = kept
    return (values[0] - values[1]) / (2 * eps)


def gradcheck(
    f: Callable[..., Tensor],
    inputs: Sequence[Tensor] | Tensor,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-5,
    seed: int = 0,
) -> bool:
    """Return True if f's gradients by its float64 inputs are right; else raise GradcheckError.

    `f` takes the inputs and returns one tensor; inputs that require no gradient are left alone.
    Raises ValueError for an input that requires a gradient in another dtype: differences of float32
    are too coarse.
    """
    xs: list[Any] = [inputs] if isinstance(inputs, Variable) else list(inputs)
    rng = np.random.default_rng(seed)
    checked = [i for i, x in enumerate(xs) if isinstance(x, Variable) and x.requires_grad]
    for i in checked:
        if xs[i].array.dtype != float64:
            raise ValueError(f"gradcheck: input {i} is {xs[i].array.dtype}; use float64")
    y = f(*xs)
    u = rng.standard_normal(y.array.shape)
    weights: Tensor = Variable.wrap(np.asarray(u, float64))
    found = grad(y, [xs[i] for i in checked], weights, allow_unused=True)
    for i, g in zip(checked, found, strict=True):
        v = rng.standard_normal(xs[i].array.shape)
        numeric = _slope(f, xs, i, v, u, eps)
        analytic = 0.0 if g is None else float((g.array * v).sum())
        if not abs(numeric - analytic) <= atol + rtol * abs(numeric):
            raise GradcheckError(
                f"input {i}, shape {xs[i].array.shape}: the slope along a random direction is "
                f"{numeric:.8g}, the gradient says {analytic:.8g}"
            )
    return True


def gradgradcheck(f: Callable[..., Tensor], inputs: Sequence[Tensor], **tolerances: Any) -> bool:
    """Check second derivatives: gradcheck of the gradient that f's own backward computes."""
    xs = [x for x in inputs if x.requires_grad]
    weights: Tensor = Variable.wrap(
        np.random.default_rng(1).standard_normal(f(*inputs).array.shape)
    )

    def total(*args: Tensor) -> Any:
        grads = grad(f(*args), [x for x in args if x.requires_grad], weights, create_graph=True)
        parts = [(g * (i + 1)).sum() for i, g in enumerate(grads) if g is not None]
        out = parts[0]
        for part in parts[1:]:
            out = out + part
        return out

    assert xs, "gradgradcheck needs an input that requires a gradient"
    return gradcheck(total, inputs, **tolerances)
