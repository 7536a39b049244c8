"""Changing a tensor's numbers where they are: what optimizers and initializers do.

A recorded operation keeps its inputs for the backward pass, so numbers that are part of a recording
must not change. These methods therefore refuse a tensor that requires a gradient unless recording
is off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.mode import mode
from tinytorch.dtypes import Array
from tinytorch.ops import elementwise as e
from tinytorch.ops.index import arrays_inside

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


class InPlace(Variable):
    """The part of `Tensor` that overwrites."""

    def _writable(self) -> Array:
        if mode.grad and self.requires_grad:
            raise RuntimeError(
                "changing a tensor in place while gradients are recorded would make them wrong; "
                "do it under no_grad(), or write x = x + y instead of x += y"
            )
        return self.array

    def __setitem__(self, index: Any, value: Any) -> None:
        target = self._writable()
        target[arrays_inside(index)] = arrays_inside(value)

    def copy_(self, other: Tensor) -> Tensor:
        """Overwrite with the values of `other` (broadcast, cast to this dtype)."""
        np.copyto(self._writable(), other.array, casting="unsafe")
        return cast("Tensor", self)

    def fill_(self, value: Any) -> Tensor:
        """Overwrite every element with `value`."""
        self._writable()[...] = value
        return cast("Tensor", self)

    def zero_(self) -> Tensor:
        """Overwrite with zeros."""
        return self.fill_(0)

    def add_(self, other: Any, *, alpha: Any = 1) -> Tensor:
        """Add alpha * other in place."""
        target, change = self._writable(), arrays_inside(other)
        np.add(target, change if alpha == 1 else change * alpha, out=target, casting="same_kind")
        return cast("Tensor", self)

    def sub_(self, other: Any, *, alpha: Any = 1) -> Tensor:
        """Subtract alpha * other in place."""
        return self.add_(other, alpha=-alpha)

    def mul_(self, other: Any) -> Tensor:
        """Multiply in place."""
        target = self._writable()
        np.multiply(target, arrays_inside(other), out=target, casting="same_kind")
        return cast("Tensor", self)

    def div_(self, other: Any) -> Tensor:
        """Divide in place."""
        target = self._writable()
        np.divide(target, arrays_inside(other), out=target, casting="same_kind")
        return cast("Tensor", self)

    def clamp_(self, min: Any = None, max: Any = None) -> Tensor:
        """Limit to [min, max] in place."""
        target = self._writable()
        np.clip(target, min, max, out=target)
        return cast("Tensor", self)

    def masked_fill_(self, mask: Tensor, value: Any) -> Tensor:
        """Write `value` where `mask` holds."""
        np.copyto(self._writable(), value, where=mask.array)
        return cast("Tensor", self)

    def __iadd__(self, other: Any) -> Tensor:
        return self.add_(other) if self.node is None else e.add(cast("Tensor", self), other)

    def __isub__(self, other: Any) -> Tensor:
        return self.sub_(other) if self.node is None else e.sub(cast("Tensor", self), other)

    def __imul__(self, other: Any) -> Tensor:
        return self.mul_(other) if self.node is None else e.mul(cast("Tensor", self), other)

    def __itruediv__(self, other: Any) -> Tensor:
        return self.div_(other) if self.node is None else e.div(cast("Tensor", self), other)
