"""A fused operation: one forward over several steps, and one backward that returns all gradients.

A row of the table (`Op`) recomputes what its products need from inputs and output. A kernel keeps
intermediate results in a context instead (the normalized input, the patches of a convolution) and
computes only the gradients that are wanted. It works on arrays, so it has no second derivative
unless it says `twice = True`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from tinytorch.autograd import engine
from tinytorch.autograd.engine import Node, Variable
from tinytorch.autograd.mode import mode
from tinytorch.dtypes import Array, float64, narrow
from tinytorch.errors import explain

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


class Context:
    """What the forward leaves for the backward; `needs[i]` says whether input i wants a gradient."""

    def __init__(self, needs: tuple[bool, ...]) -> None:
        self.needs = needs

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the forward pass kept no {name!r}")


class Kernel:
    """Subclass with `name`, `forward(ctx, *arrays)` and `backward(ctx, g)`; call with `launch`."""

    name: ClassVar[str]
    twice: ClassVar[bool] = False  # backward is written in Ops, so it can be differentiated again

    @staticmethod
    def forward(ctx: Any, *arrays: Any) -> Array:
        """Compute the result from arrays."""
        raise NotImplementedError

    @staticmethod
    def backward(ctx: Any, g: Any) -> tuple[Any, ...]:
        """Return a gradient (or None) for each input, given the gradient of the result."""
        raise NotImplementedError

    @classmethod
    def gradients(cls, node: Node, g: Any, record: bool) -> Iterator[tuple[Variable, Any]]:
        """Yield (input, gradient) pairs; see `engine.Op.gradients`."""
        if record and not cls.twice:
            raise NotImplementedError(
                f"{cls.name} has no second derivative: build it from simple operations "
                "(mul, exp, sum ...) where you need create_graph=True"
            )
        for x, dx in zip(node.inputs, cls.backward(node.out, g), strict=False):
            if isinstance(x, Variable) and x.requires_grad:
                yield x, dx


def launch(kernel: type[Kernel], *inputs: Any) -> Tensor:
    """Run a kernel forward and record it, as `engine.apply` does for an Op."""
    arrays = [x.array if isinstance(x, Variable) else x for x in inputs]
    wants = mode.grad
    ctx = Context(tuple(wants and isinstance(x, Variable) and x.requires_grad for x in inputs))
    try:
        if engine._observer is None:
            out = kernel.forward(ctx, *arrays)
        else:
            out = engine._observer(kernel, arrays, lambda: kernel.forward(ctx, *arrays))
    except (ValueError, IndexError) as error:
        raise explain(kernel.name, arrays, error) from error
    if type(out) is not np.ndarray:
        out = np.asarray(out)
    if out.dtype is float64:
        out = narrow(out, arrays)
    if any(ctx.needs):
        return Variable.wrap(out, Node(kernel, inputs, arrays, ctx))
    return Variable.wrap(out)
