"""A tensor that a module learns."""

from __future__ import annotations

from typing import Any

from tinytorch.autograd.engine import Variable
from tinytorch.tensor import Tensor


class Parameter(Tensor):
    """A leaf that requires a gradient; assigned to a module's attribute, it is found by `parameters()`."""

    def __init__(self, data: Any, requires_grad: bool = True) -> None:
        # Share the memory of a tensor, as PyTorch does; copy anything else.
        self.array = data.array if isinstance(data, Variable) else Tensor(data).array
        self.requires_grad_(requires_grad)

    def __repr__(self) -> str:
        return f"Parameter containing:\n{super().__repr__()}"
