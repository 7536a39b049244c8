"""Training that feels the rounding: quantization-aware training with a straight-through gradient.

Rounding has the derivative 0 almost everywhere, so gradients would end there. The straight-through
estimator rounds forward and pretends backward that nothing happened, except where the value was
clipped: there, the gradient is 0. Weights so drift to places where rounding hurts little.

Source: Y. Bengio et al., "Estimating or Propagating Gradients Through Stochastic Neurons", 2013.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any

import numpy as np

import tinytorch.nn.functional as F
from tinytorch.autograd.engine import Op, apply
from tinytorch.compress import affine
from tinytorch.compress.affine import QParams
from tinytorch.compress.observers import MovingAverageObserver
from tinytorch.compress.ptq import TABLE, replace, targets
from tinytorch.dtypes import Array
from tinytorch.nn.linear import Linear
from tinytorch.nn.module import Module
from tinytorch.tensor import Tensor


def _inside(x: Array, q: QParams) -> Array:
    """Tell where x lies within the range of its codes."""
    steps = np.rint(x / q.along(q.scale, x.ndim)) + q.along(q.zero_point, x.ndim)
    return (steps >= (-q.high if q.signed else q.low)) & (steps <= q.high)


FAKE_QUANTIZE = Op(
    "fake_quantize",
    affine.fake,
    lambda g, _, x, q: g * _inside(x if isinstance(x, np.ndarray) else x.array, q),
)


def fake_quantize(x: Tensor, q: QParams) -> Tensor:
    """Return x rounded to the values of ``q``; the gradient passes where x was not clipped."""
    out: Tensor = apply(FAKE_QUANTIZE, x, q)
    return out


class QATLayer(Module):
    """A linear or convolution layer whose weights and inputs are rounded on the way; learns as before.

    In training, the range of the inputs follows the batches; in evaluation it stands still.
    """

    input_range: Tensor

    def __init__(self, layer: Any, bits: int, input_bits: int, per_channel: bool) -> None:
        super().__init__()
        self.weight, self.bias = layer.weight, layer.bias
        self.bits, self.input_bits, self.per_channel = bits, input_bits, per_channel
        self.observer = MovingAverageObserver()
        # What the observer saw, as a buffer: a resumed training goes on with the same range.
        self.register_buffer("input_range", Tensor([np.nan, np.nan], dtype=np.dtype(np.float64)))
        self.kind = type(layer)
        if self.kind is not Linear:
            self.stride, self.padding = layer.stride, layer.padding
            self.dilation, self.groups = layer.dilation, layer.groups

    def input_qparams(self) -> QParams:
        """Return how inputs are coded by what was seen of them. Raises ValueError before training."""
        low, high = self.input_range.array
        return affine.choose(low, high, self.input_bits, symmetric=False)

    def rounded(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return input and weight after their round trip."""
        if self.training:
            seen = self.input_range.array
            if np.isfinite(seen).all():
                self.observer.low, self.observer.high = map(float, seen)
            self.observer.observe(x.array)
            seen[...] = self.observer.low, self.observer.high
        axis = 0 if self.per_channel else None
        q = affine.choose_for(self.weight.array, self.bits, symmetric=True, axis=axis)
        return fake_quantize(x, self.input_qparams()), fake_quantize(self.weight, q)

    def forward(self, x: Tensor) -> Tensor:
        """Compute what the original layer computes, on rounded numbers."""
        x, weight = self.rounded(x)
        if self.kind is Linear:
            return F.linear(x, weight, self.bias)
        convolve = F.conv1d if x.ndim == 3 else F.conv2d
        settings = (self.stride, self.padding, self.dilation, self.groups)
        return convolve(x, weight, self.bias, *settings)

    def quantized(self) -> Module:
        """Return the layer on codes that this one has trained for."""
        return TABLE[self.kind](self, self.bits, self.per_channel, self.input_qparams())


def prepare_qat(
    model: Module,
    *,
    bits: int = 8,
    input_bits: int = 8,
    per_channel: bool = True,
    skip: Collection[str] = (),
) -> Module:
    """Return a copy of ``model`` to train further, in which every layer with a quantized form rounds.

    Make a new optimizer for its parameters. Raises ValueError when no layer has a quantized form.
    """
    copied = copy.deepcopy(model)
    layers = list(targets(copied, skip))
    if not layers:
        raise ValueError(f"no layer to quantize; known are {[t.__name__ for t in TABLE]}")
    for name, layer in layers:
        replace(copied, name, QATLayer(layer, bits, input_bits, per_channel))
    return copied


def convert(model: Module) -> Module:
    """Return a copy for inference of a model from `prepare_qat`, on codes."""
    copied = copy.deepcopy(model)
    for name, module in list(copied.named_modules()):
        if isinstance(module, QATLayer):
            replace(copied, name, module.quantized())
    return copied.eval()
