"""Pooling layers."""

from __future__ import annotations

import tinytorch.nn.functional as F
from tinytorch.nn.functional.conv import Pair
from tinytorch.nn.module import Module
from tinytorch.tensor import Tensor


class _Pool(Module):
    def __init__(self, kernel_size: Pair, stride: Pair | None = None, padding: Pair = 0) -> None:
        super().__init__()
        self.kernel_size, self.padding = kernel_size, padding
        self.stride = kernel_size if stride is None else stride

    def extra_repr(self) -> str:
        """Return the window."""
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class MaxPool2d(_Pool):
    """Maximum of each window of (N, C, H, W)."""

    def forward(self, x: Tensor) -> Tensor:
        """Pool x."""
        return F.max_pool2d(x, self.kernel_size, self.stride, self.padding)


class AvgPool2d(_Pool):
    """Mean of each window of (N, C, H, W)."""

    def forward(self, x: Tensor) -> Tensor:
        """Pool x."""
        return F.avg_pool2d(x, self.kernel_size, self.stride, self.padding)


class _Pool1d(Module):
    def __init__(self, kernel_size: int, stride: int | None = None, padding: int = 0) -> None:
        super().__init__()
        self.kernel_size, self.padding = kernel_size, padding
        self.stride = kernel_size if stride is None else stride


class MaxPool1d(_Pool1d):
    """Maximum of each window of (N, C, L)."""

    def forward(self, x: Tensor) -> Tensor:
        """Pool x."""
        return F.max_pool1d(x, self.kernel_size, self.stride, self.padding)


class AvgPool1d(_Pool1d):
    """Mean of each window of (N, C, L)."""

    def forward(self, x: Tensor) -> Tensor:
        """Pool x."""
        return F.avg_pool1d(x, self.kernel_size, self.stride, self.padding)


class AdaptiveAvgPool2d(Module):
    """Mean over equal windows, as many as `output_size` says."""

    def __init__(self, output_size: Pair) -> None:
        super().__init__()
        self.output_size = output_size

    def forward(self, x: Tensor) -> Tensor:
        """Pool x."""
        return F.adaptive_avg_pool2d(x, self.output_size)
