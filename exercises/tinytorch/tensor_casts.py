"""Conversion of a tensor to another dtype, under the names that PyTorch gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from tinytorch import dtypes
from tinytorch.autograd.engine import Variable, apply
from tinytorch.dtypes import DType
from tinytorch.ops import shape

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def check_device(device: object) -> None:
    """Accept the CPU by any of its names. Raises RuntimeError for another device."""
    if device is not None and not str(device).startswith("cpu"):
        raise RuntimeError(f"tinytorch runs on the CPU only; device {device!r} is not there")


class device(str):  # noqa: N801 - PyTorch's name
    """The name of a device; only the CPU exists. Raises RuntimeError for another."""

    def __new__(cls, name: object) -> device:
        """Check the name."""
        check_device(name)
        return super().__new__(cls, str(name))

    @property
    def type(self) -> str:
        """The kind of device, always 'cpu'."""
        return "cpu"

    def __repr__(self) -> str:
        return f"device(type={str(self)!r})"


class Casts(Variable):
    """The part of `Tensor` that changes dtypes. Gradients flow back in the old dtype."""

    def to(self, *args: Any, **kwargs: Any) -> Tensor:
        """Convert to a dtype or to another tensor's; `device` may only be the CPU."""
        for target in (*args, *kwargs.values()):
            if isinstance(target, Variable):
                return self.astype(target.array.dtype)
            if isinstance(target, np.dtype | type) and not isinstance(target, str):
                return self.astype(np.dtype(target))
            if not isinstance(target, bool):
                check_device(target)
        return cast("Tensor", self)

    def astype(self, dtype: DType) -> Tensor:
        """Convert to `dtype`; gradients flow back in the old one. Itself if the dtype is the same."""
        return cast("Tensor", self) if self.array.dtype == dtype else apply(shape.CAST, self, dtype)

    def float(self) -> Tensor:
        """Convert to float32."""
        return self.astype(dtypes.float32)

    def double(self) -> Tensor:
        """Convert to float64."""
        return self.astype(dtypes.float64)

    def half(self) -> Tensor:
        """Convert to float16."""
        return self.astype(dtypes.float16)

    def long(self) -> Tensor:
        """Convert to int64."""
        return self.astype(dtypes.int64)

    def int(self) -> Tensor:
        """Convert to int32."""
        return self.astype(dtypes.int32)

    def bool(self) -> Tensor:
        """Convert to bool: whether each element differs from zero."""
        return self.astype(dtypes.bool_)

    def type_as(self, other: Tensor) -> Tensor:
        """Convert to the dtype of `other`."""
        return self.astype(other.array.dtype)

    def cpu(self) -> Tensor:
        """Return itself: there is no other device."""
        return cast("Tensor", self)
