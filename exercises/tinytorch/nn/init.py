"""Starting values of parameters, in place, drawn from a generator."""

from __future__ import annotations

import math

from tinytorch.autograd.mode import no_grad
from tinytorch.errors import check
from tinytorch.random import Generator, normal_array, uniform_array
from tinytorch.tensor import Tensor


def fans(x: Tensor) -> tuple[int, int]:
    """Return (inputs, outputs) of one unit of a weight (out, in, *kernel)."""
    check(x.ndim >= 2, f"fans need a weight of two dimensions or more, not {tuple(x.shape)}")
    field = math.prod(x.shape[2:])
    return x.shape[1] * field, x.shape[0] * field


@no_grad()
def uniform_(
    x: Tensor, a: float = 0.0, b: float = 1.0, generator: Generator | None = None
) -> Tensor:
    """Fill with numbers drawn evenly from [a, b)."""
    x.array[...] = uniform_array(x.shape, x.dtype, generator) * (b - a) + a
    return x


@no_grad()
def normal_(
    x: Tensor, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None
) -> Tensor:
    """Fill with normal numbers."""
    x.array[...] = normal_array(x.shape, x.dtype, generator) * std + mean
    return x


@no_grad()
def constant_(x: Tensor, val: float) -> Tensor:
    """Fill with one number."""
    return x.fill_(val)


def zeros_(x: Tensor) -> Tensor:
    """Fill with zeros."""
    return constant_(x, 0.0)


def ones_(x: Tensor) -> Tensor:
    """Fill with ones."""
    return constant_(x, 1.0)


def xavier_uniform_(x: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Even draw that keeps variance forward and backward (Glorot and Bengio, 2010)."""
    fan_in, fan_out = fans(x)
    bound = gain * math.sqrt(6 / (fan_in + fan_out))
    return uniform_(x, -bound, bound, generator)


def xavier_normal_(x: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Normal draw with the variance of `xavier_uniform_`."""
    fan_in, fan_out = fans(x)
    return normal_(x, 0.0, gain * math.sqrt(2 / (fan_in + fan_out)), generator)


def kaiming_uniform_(
    x: Tensor,
    a: float = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Even draw that keeps variance through ReLU of negative slope a (He et al., 2015)."""
    std = _kaiming_std(x, a, mode, nonlinearity)
    return uniform_(x, -math.sqrt(3) * std, math.sqrt(3) * std, generator)


def kaiming_normal_(
    x: Tensor,
    a: float = 0.0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Normal draw with the variance of `kaiming_uniform_`."""
    return normal_(x, 0.0, _kaiming_std(x, a, mode, nonlinearity), generator)


def _kaiming_std(x: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    fan = fans(x)[0 if mode == "fan_in" else 1]
    gains = {
        "linear": 1.0,
        "sigmoid": 1.0,
        "tanh": 5 / 3,
        "relu": math.sqrt(2),
        "leaky_relu": math.sqrt(2 / (1 + a * a)),
    }
    if nonlinearity not in gains:
        raise ValueError(f"no gain known for {nonlinearity!r}; one of {sorted(gains)}")
    return gains[nonlinearity] / math.sqrt(fan)


def fan_in_uniform_(x: Tensor, fan_in: int) -> Tensor:
    """Fill evenly within 1/sqrt(fan_in): PyTorch's default for linear, conv and recurrent layers."""
    bound = 1 / math.sqrt(fan_in) if fan_in > 0 else 0.0
    return uniform_(x, -bound, bound)
