"""The two ways to ask for gradients: `backward` fills leaves' `.grad`, `grad` returns them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tinytorch.autograd.engine import Variable, propagate, run_hooks
from tinytorch.errors import check

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def _sequence(x: Any) -> list[Any]:
    return [x] if isinstance(x, Variable) or x is None else list(x)


def _seeds(outputs: list[Any], grads: list[Any], record: bool) -> list[Any]:
    seeds = []
    for y, g in zip(outputs, grads, strict=True):
        if not y.requires_grad:
            raise RuntimeError(
                "this tensor needs no gradient: nothing it was computed from has "
                "requires_grad=True, or it was computed under no_grad()"
            )
        if g is None:
            if y.array.size != 1:
                raise RuntimeError(
                    f"a gradient starts from one number, and this tensor has shape {y.array.shape}: "
                    "reduce it (.sum(), .mean()) or pass the gradient yourself"
                )
            g = Variable.wrap(np.ones_like(y.array))
        check(
            g.array.shape == y.array.shape,
            f"backward: gradient of shape {g.array.shape} for a tensor of shape {y.array.shape}",
        )
        seeds.append(g if record else g.array)
    return seeds


def backward(
    tensors: Tensor | Sequence[Tensor],
    grad_tensors: Tensor | Sequence[Tensor | None] | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
) -> None:
    """Add the gradient of `tensors` by each leaf to the leaf's `.grad`.

    `grad_tensors` weights the tensors (default: 1 for tensors of one element). Raises RuntimeError
    when a tensor needs no gradient or the graph was freed by an earlier call.
    """
    outputs = _sequence(tensors)
    grads = [None] * len(outputs) if grad_tensors is None else _sequence(grad_tensors)
    seeds = _seeds(outputs, grads, create_graph)
    retain = create_graph if retain_graph is None else retain_graph
    _, leaves = propagate(outputs, seeds, retain, create_graph)
    taken = {id(seed) for seed in seeds}
    for leaf, g in leaves.values():
        if leaf.hooks:
            g = run_hooks(leaf.hooks, g)
        if isinstance(g, Variable):
            leaf.grad = g if leaf.grad is None else leaf.grad + g
            continue
        if leaf.grad is not None:
            leaf.grad = Variable.wrap(leaf.grad.array + g)
            continue
        # Two leaves must not share one buffer: clipping one would clip the other.
        if g.base is not None or id(g) in taken:
            g = g.copy()
        taken.add(id(g))
        leaf.grad = Variable.wrap(g)


def grad(
    outputs: Tensor | Sequence[Tensor],
    inputs: Tensor | Sequence[Tensor],
    grad_outputs: Tensor | Sequence[Tensor | None] | None = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    allow_unused: bool = False,
) -> tuple[Tensor | None, ...]:
    """Return the gradient of `outputs` by each of `inputs`, leaving every `.grad` as it was.

    With `create_graph` the gradients can be differentiated again. Raises RuntimeError for an input
    that the outputs do not depend on, unless `allow_unused`.
    """
    ys, xs = _sequence(outputs), _sequence(inputs)
    grads = [None] * len(ys) if grad_outputs is None else _sequence(grad_outputs)
    retain = create_graph if retain_graph is None else retain_graph
    wanted = frozenset(x.node.order for x in xs if x.node is not None)
    seeds = _seeds(ys, grads, create_graph)
    nodes, leaves = propagate(ys, seeds, retain, create_graph, wanted)
    found: list[Any] = []
    for i, x in enumerate(xs):
        g = leaves.get(id(x), (x, None))[1] if x.node is None else nodes.get(x.node.order)
        if g is None and not allow_unused:
            raise RuntimeError(
                f"grad: input {i} was not used to compute the outputs; "
                "pass allow_unused=True to get None for it"
            )
        if g is not None and x.node is None and x.hooks:
            g = run_hooks(x.hooks, g)
        found.append(g if g is None or isinstance(g, Variable) else Variable.wrap(g))
    return tuple(found)
