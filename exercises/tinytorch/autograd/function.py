"""Operations of your own, with your own derivative, as in PyTorch's `autograd.Function`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tinytorch.autograd.engine import Node, Variable
from tinytorch.autograd.mode import mode, no_grad


class FunctionContext:
    """Carries tensors and plain values from `forward` to `backward`."""

    def __init__(self, needs_input_grad: tuple[bool, ...]) -> None:
        self.needs_input_grad = needs_input_grad
        self.saved_tensors: tuple[Any, ...] = ()

    def save_for_backward(self, *tensors: Any) -> None:
        """Keep tensors for `backward`, where they are `ctx.saved_tensors`."""
        self.saved_tensors = tensors


class Function:
    """Subclass with static `forward(ctx, *inputs)` and `backward(ctx, grad)`; call `Sub.apply(...)`.

    Both work on tensors; `backward` returns one gradient (or None) an input, and is itself recorded
    under `create_graph=True`, so a backward built from tensor operations differentiates twice.
    """

    @staticmethod
    def forward(ctx: Any, *inputs: Any) -> Any:
        """Compute the result."""
        raise NotImplementedError

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:
        """Return the gradient by each input."""
        raise NotImplementedError

    @classmethod
    def apply(cls, *inputs: Any) -> Any:
        """Run `forward` without recording, then record this function as one step."""
        needs = tuple(isinstance(x, Variable) and x.requires_grad for x in inputs)
        ctx = FunctionContext(needs)
        with no_grad():
            out = cls.forward(ctx, *inputs)
        if not (mode.grad and any(needs)):
            return out
        return Variable.wrap(out.array, Node(_Recorded(cls), inputs, [], ctx))


class _Recorded:
    """Lets the engine ask a Function for gradients."""

    def __init__(self, function: type[Function]) -> None:
        self.function = function
        self.name = function.__name__

    def gradients(self, node: Node, g: Any, record: bool) -> Iterator[tuple[Variable, Any]]:
        """Yield (input, gradient) pairs; see `engine.Op.gradients`."""
        answer = self.function.backward(node.out, g if record else Variable.wrap(g))
        grads = answer if isinstance(answer, tuple) else (answer,)
        for x, dx in zip(node.inputs, grads, strict=True):
            if isinstance(x, Variable) and x.requires_grad and dx is not None:
                yield x, dx if record else dx.array
