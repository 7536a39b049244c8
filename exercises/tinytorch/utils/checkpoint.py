"""Activations that are not kept but computed again: memory traded for a second forward pass.

    y = checkpoint(block, x)        # instead of block(x)

Backpropagation needs what the forward pass computed, so memory grows with depth. A checkpointed block
forgets everything but its inputs and repeats its forward pass when its gradient is asked for: for n
blocks, n block inputs are kept and one block's activations at a time, for about a third more work.

Source: T. Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tinytorch.autograd.engine import Node, Variable, propagate
from tinytorch.autograd.mode import enable_grad, mode, no_grad
from tinytorch.random import default_generator


def checkpoint(function: Callable[..., Any], *args: Any) -> Any:
    """Return ``function(*args)``, one tensor, without keeping what was computed inside.

    The gradient is the same, bit for bit: random draws from the default generator (dropout) are
    repeated. Tensors with a history must come in as arguments; parameters may be used freely. State
    that the function changes, such as a batch norm's running mean, is changed twice.

    Raises:
        TypeError: the function returns something else than one tensor.
    """
    before = default_generator.get_state()
    with no_grad():
        out = function(*args)
    if not isinstance(out, Variable):
        raise TypeError(f"a checkpointed function returns one tensor, not {type(out).__name__}")
    if not mode.grad:
        return out
    node = Node(_Recompute(function, before), args, args, out.array)
    return Variable.wrap(out.array, node)


class _Recompute:
    """The operation of the node: its gradients come from a graph that lives only while they do."""

    name = "checkpoint"

    def __init__(self, function: Callable[..., Any], before: Any) -> None:
        self.function = function
        self.before = before

    def gradients(self, node: Node, g: Any, record: bool) -> Iterator[tuple[Variable, Any]]:
        """Yield the gradients by the arguments and by every parameter used inside."""
        if record:
            raise NotImplementedError(
                "checkpoint has no second derivative: call the function itself"
            )
        after = default_generator.get_state()
        default_generator.set_state(self.before)
        arguments = [_leaf(x) for x in node.inputs]
        with enable_grad():
            out = self.function(*arguments)
        default_generator.set_state(after)
        if not out.requires_grad:
            return
        origin = {id(leaf): x for leaf, x in zip(arguments, node.inputs, strict=True)}
        _, leaves = propagate([out], [g])
        for leaf, gradient in leaves.values():
            yield origin.get(id(leaf), leaf), gradient


def _leaf(value: Any) -> Any:
    """Return the same numbers without their history, asking for a gradient where it is wanted."""
    if not isinstance(value, Variable):
        return value
    leaf = Variable.wrap(value.array)
    leaf.requires_grad = value.requires_grad
    return leaf
