"""Convolution layers."""

from __future__ import annotations

import math

import tinytorch.nn.functional as F
from tinytorch.create import empty
from tinytorch.errors import check
from tinytorch.nn import init
from tinytorch.nn.functional.conv import Pair, pair
from tinytorch.nn.module import Module
from tinytorch.nn.parameter import Parameter
from tinytorch.tensor import Tensor


class _Conv(Module):
    bias: Parameter | None

    def __init__(
        self, inputs: int, outputs: int, size: tuple[int, ...], groups: int, bias: bool
    ) -> None:
        super().__init__()
        check(
            inputs % groups == 0 and outputs % groups == 0,
            f"conv: {inputs} and {outputs} channels must both be multiples of groups = {groups}",
        )
        self.in_channels, self.out_channels, self.kernel_size = inputs, outputs, size
        self.groups = groups
        self.weight = Parameter(empty(outputs, inputs // groups, *size))
        self.bias = Parameter(empty(outputs)) if bias else None
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw weight and bias evenly within 1/sqrt(inputs of one output)."""
        fan_in = self.in_channels // self.groups * math.prod(self.kernel_size)
        init.fan_in_uniform_(self.weight, fan_in)
        if self.bias is not None:
            init.fan_in_uniform_(self.bias, fan_in)

    def extra_repr(self) -> str:
        """Return sizes; stride, padding, dilation and groups where they are set."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}"
        for name, usual in (("stride", 1), ("padding", 0), ("dilation", 1), ("groups", 1)):
            value = getattr(self, name)
            if value not in (usual, (usual,) * len(self.kernel_size)):
                text += f", {name}={value}"
        return text if self.bias is not None else text + ", bias=False"


class Conv2d(_Conv):
    """Slide a kernel over (N, C, H, W); weight (out, in / groups, kh, kw)."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Pair,
        stride: Pair = 1,
        padding: Pair | str = 0,
        dilation: Pair = 1,
        groups: int = 1,
        bias: bool = True,
    ) -> None:
        super().__init__(in_channels, out_channels, pair(kernel_size), groups, bias)
        self.stride, self.padding, self.dilation = stride, padding, dilation

    def forward(self, x: Tensor) -> Tensor:
        """Convolve x (N, C, H, W)."""
        return F.conv2d(
            x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups
        )


class Conv1d(_Conv):
    """Slide a kernel over (N, C, L); weight (out, in / groups, k)."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int = 1,
        padding: int | str = 0,
        dilation: int = 1,
        groups: int = 1,
        bias: bool = True,
    ) -> None:
        super().__init__(in_channels, out_channels, (kernel_size,), groups, bias)
        self.stride, self.padding, self.dilation = stride, padding, dilation

    def forward(self, x: Tensor) -> Tensor:
        """Convolve x (N, C, L)."""
        return F.conv1d(
            x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups
        )
