"""Layers that compute on integers: 8-bit codes in, 32-bit sums, one float at the end.

With x = (cx - zx) sx and w = cw sw, the product is sx sw (sum of (cx - zx) cw): integers inside, one
multiplication by a number known in advance outside. That is what an accelerator or a microcontroller
does. NumPy has no fast integer product (an int32 `@` is some 40 times slower than float32), so the
integers are carried in float32, which is exact as long as no sum exceeds 2**24; long sums are cut into
blocks that cannot. Expect a quarter of the weight bytes, and no gain in time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

import tinytorch.nn.functional as F
from tinytorch.autograd.engine import Variable
from tinytorch.compress.affine import QParams, choose_for, dequantize, fake, quantize
from tinytorch.dtypes import Array
from tinytorch.nn.linear import Linear
from tinytorch.nn.module import Module
from tinytorch.tensor import Tensor

EXACT = 1 << 24  # float32 holds every integer up to here


def integer_product(a: Array, b: Array) -> Array:
    """Return ``a @ b`` exactly, as int64, for integer matrices (n, k) and (k, m).

    Raises:
        ValueError: numbers so large that not even one product is exact in float32.
    """
    largest = max(1, int(np.abs(a.astype(np.int64)).max(initial=0)))
    largest *= max(1, int(np.abs(b.astype(np.int64)).max(initial=0)))
    if largest > EXACT:
        raise ValueError(f"products up to {largest} are beyond what float32 holds exactly")
    block = EXACT // largest
    total = np.zeros((a.shape[0], b.shape[1]), np.int64)
    left, right = a.astype(np.float32), b.astype(np.float32)
    for start in range(0, a.shape[1], block):
        part = left[:, start : start + block] @ right[start : start + block]
        total += part.astype(np.int64)
    return total


class Quantized(Module):
    """What quantized layers share: codes and scales as buffers, so that they are saved."""

    weight_codes: Tensor
    weight_scale: Tensor
    bias: Tensor | None
    input_code: Tensor | None

    def __init__(self, layer: Any, weight_bits: int, per_channel: bool, inputs: QParams | None):
        super().__init__()
        axis = 0 if per_channel else None
        q = choose_for(layer.weight.array, weight_bits, symmetric=True, axis=axis)
        self.weight_bits, self.per_channel = weight_bits, per_channel
        self.input_bits = None if inputs is None else inputs.bits
        self.register_buffer("weight_codes", Variable.wrap(quantize(layer.weight.array, q)))
        self.register_buffer("weight_scale", Variable.wrap(q.scale))
        bias = None if layer.bias is None else layer.bias.detach().clone()
        self.register_buffer("bias", bias)
        pair = None if inputs is None else [float(inputs.scale), float(inputs.zero_point)]
        self.register_buffer("input_code", None if pair is None else Tensor(pair))

    @property
    def inputs(self) -> QParams | None:
        """How the inputs are coded (affine, one scale), or None when they are not."""
        if self.input_bits is None or self.input_code is None:
            return None
        scale, zero = self.input_code.array
        return QParams(scale, zero.astype(np.int32), self.input_bits, signed=False)

    @property
    def weights(self) -> QParams:
        """How the weights are coded."""
        scale = self.weight_scale.array
        zero = np.zeros(scale.shape, np.int32)
        return QParams(scale, zero, self.weight_bits, True, 0 if self.per_channel else None)

    def weight(self) -> Array:
        """Return the weights as float32."""
        return dequantize(self.weight_codes.array, self.weights)

    def extra_repr(self) -> str:
        """Return sizes and bits."""
        inputs = "float" if self.input_bits is None else f"{self.input_bits} bits"
        return f"{tuple(self.weight_codes.shape)}, {self.weight_bits} bits, inputs {inputs}"


class QuantizedLinear(Quantized):
    """`nn.Linear` on codes. Without ``inputs`` only the weights are coded and the sums are float32."""

    def __init__(
        self,
        layer: Linear,
        weight_bits: int = 8,
        per_channel: bool = True,
        inputs: QParams | None = None,
    ) -> None:
        super().__init__(layer, weight_bits, per_channel, inputs)

    def forward(self, x: Tensor) -> Tensor:
        """Map (..., in) to (..., out); without gradients."""
        inputs = self.inputs
        if inputs is None:
            return F.linear(x.detach(), Variable.wrap(self.weight()), self.bias)
        codes = quantize(x.array.reshape(-1, x.shape[-1]), inputs).astype(np.int32)
        sums = integer_product(codes - inputs.zero_point, self.weight_codes.array.T)
        out = sums.astype(np.float32) * (inputs.scale * self.weight_scale.array)
        if self.bias is not None:
            out += self.bias.array
        result: Tensor = Variable.wrap(out.reshape(*x.shape[:-1], -1))
        return result


class QuantizedConv(Quantized):
    """`nn.Conv1d` or `nn.Conv2d` with coded weights and inputs; the sums themselves are float32.

    The result is that of integer sums up to float32's rounding. Only what is stored is smaller.
    """

    def __init__(
        self,
        layer: Any,
        weight_bits: int = 8,
        per_channel: bool = True,
        inputs: QParams | None = None,
    ) -> None:
        super().__init__(layer, weight_bits, per_channel, inputs)
        self.settings = (layer.stride, layer.padding, layer.dilation, layer.groups)

    def forward(self, x: Tensor) -> Tensor:
        """Convolve x (N, C, L) or (N, C, H, W); without gradients."""
        inputs = self.inputs
        array = x.array if inputs is None else fake(x.array, inputs)
        convolve = F.conv1d if array.ndim == 3 else F.conv2d
        weight = Variable.wrap(self.weight())
        return convolve(Variable.wrap(array), weight, self.bias, *self.settings)
