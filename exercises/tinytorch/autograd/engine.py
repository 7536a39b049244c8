"""Reverse-mode automatic differentiation, all of it.

Forward: `apply(op, ...)` computes `op.forward` on plain arrays, and, if some input wants a gradient,
leaves a `Node` behind that remembers the op, its inputs and its output.

Backward: visit the nodes from the newest to the oldest (a node is newer than its inputs, so its
gradient is complete when its turn comes), and ask each op for its vector-Jacobian products: given the
gradient by the op's output, that by each of its inputs. Gradients that meet in one value add up.

    y = x * w         node: mul(x, w)       gradients(g) = (g * w, g * x)
    loss = y.sum()    node: sum(y)          gradients(g) = (g spread over y's shape,)

The table of products stands in `tinytorch/ops` and `tinytorch/nn/functional`, each beside its
forward. Source: Griewank and Walther, Evaluating Derivatives (2008), chapter 3; the table as in HIPS
autograd's `defvjp`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import numpy as np

from tinytorch.autograd.mode import mode, set_grad_enabled
from tinytorch.dtypes import Array, float64, narrow
from tinytorch.errors import explain

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor

Hook = Callable[[Any], Any]
_orders = count()

# A profiler sets this to a function (op, arrays, compute) -> result; see `observe`.
_observer: Callable[[Any, list[Any], Callable[[], Any]], Any] | None = None


class Variable:
    """An array, and what autograd must know of it. `Tensor` adds everything else."""

    result: ClassVar[type[Any]]  # the class that operations return; tensor.py sets it to Tensor

    array: Array
    requires_grad: bool = False
    grad: Any = None
    node: Node | None = None  # how it was computed; None for a leaf
    hooks: list[Hook] | None = None

    @classmethod
    def wrap(cls, array: Array, node: Node | None = None) -> Tensor:
        """Make a result without copying or checking."""
        out: Tensor = object.__new__(cls.result)
        out.array = array
        if node is not None:
            out.node = node
            out.requires_grad = True
        return out


class Differentiable(Protocol):
    """What a node needs of its operation: a row of the table (`Op`) or a fused `Kernel`."""

    name: str

    def gradients(self, node: Node, g: Any, record: bool) -> Iterable[tuple[Variable, Any]]:
        """Yield (input, gradient by it) for each input that wants one."""
        ...


class Node:
    """One recorded operation: `inputs` as given, `arrays` their values, `out` what it must keep."""

    __slots__ = ("arrays", "hooks", "inputs", "op", "order", "out")

    def __init__(self, op: Differentiable, inputs: tuple[Any, ...], arrays: Any, out: Any) -> None:
        self.op = op
        self.inputs = inputs
        self.arrays = arrays
        self.out = out
        self.order = next(_orders)
        self.hooks: list[Hook] | None = None

    def parents(self) -> list[Variable]:
        """Return the inputs through which gradients flow on."""
        return [x for x in self.inputs if isinstance(x, Variable) and x.requires_grad]


class Op:
    """A row of the table: a name, the forward, and one vector-Jacobian product an argument.

    Each product is called as `vjp(g, out, *inputs)` and returns the gradient by its argument: a fresh
    array, or `g` itself, or a view of it. Arguments beyond the last product are not differentiated.
    Products are written with operators, methods and other Ops only, so that the same line serves
    arrays and, for second derivatives, tensors.
    """

    def __init__(self, name: str, forward: Callable[..., Any], *vjps: Callable[..., Any]) -> None:
        self.name = name
        self.forward = forward
        self.vjps = vjps
        self.casts = False  # whether it chooses its own result dtype

    def __call__(self, *args: Any) -> Any:
        """Compute on arrays, or record when some argument is a tensor."""
        if any(isinstance(a, Variable) for a in args):
            return apply(self, *args)
        return self.forward(*args)

    def __repr__(self) -> str:
        return f"Op({self.name!r})"

    def gradients(self, node: Node, g: Any, record: bool) -> Iterator[tuple[Variable, Any]]:
        """Yield (input, gradient) pairs; with `record`, computed on tensors so that they differentiate."""
        values = node.inputs if record else node.arrays
        out = Variable.wrap(node.out, node) if record else node.out
        for x, vjp in zip(node.inputs, self.vjps, strict=False):
            if isinstance(x, Variable) and x.requires_grad:
                yield x, _fit(vjp(g, out, *values), x.array)


def _fit(g: Any, like: Array) -> Any:
    """Undo broadcasting: what was copied forward is summed backward."""
    if g.shape != like.shape:
        extra = len(g.shape) - len(like.shape)
        stretched = [i + extra for i, n in enumerate(like.shape) if n == 1 != g.shape[i + extra]]
        g = g.sum((*range(extra), *stretched)).reshape(like.shape)
    return g if g.dtype == like.dtype else g.astype(like.dtype)


def apply(op: Op, *inputs: Any) -> Tensor:
    """Compute `op` on the inputs' arrays; record a node if a gradient may be asked for."""
    arrays = [x.array if isinstance(x, Variable) else x for x in inputs]
    try:
        if _observer is None:
            out = op.forward(*arrays)
        else:
            out = _observer(op, arrays, lambda: op.forward(*arrays))
    except (ValueError, IndexError) as error:
        raise explain(op.name, arrays, error) from error
    if type(out) is not np.ndarray:  # NumPy returns scalars for zero-dimensional results
        out = np.asarray(out)
    if out.dtype is float64 and not op.casts:
        out = narrow(out, arrays)
    if mode.grad:
        for x in inputs:
            if isinstance(x, Variable) and x.requires_grad:
                return Variable.wrap(out, Node(op, inputs, arrays, out))
    return Variable.wrap(out)


def observe(observer: Callable[[Any, list[Any], Callable[[], Any]], Any] | None) -> None:
    """Route each forward and backward computation through `observer(op, arrays, compute)`.

    `op.name` names it; in the backward pass `arrays` is the list with the incoming gradient and `op`
    is the node wrapped as `Backward`. None removes the observer.
    """
    global _observer
    _observer = observer


class Backward:
    """Stands for the backward pass of `node` when an observer is told of it."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.name = f"{node.op.name}.backward"


def _newest_first(roots: Iterable[Variable]) -> list[Node]:
    found: dict[int, Node] = {}
    stack = [x.node for x in roots]
    while stack:
        node = stack.pop()
        if node is not None and node.order not in found:
            found[node.order] = node
            stack.extend(x.node for x in node.parents())
    return [found[order] for order in sorted(found, reverse=True)]


class _Flow:
    """The gradients on their way: by node, and by leaf. Those that meet in one place add up."""

    def __init__(self) -> None:
        self.at_node: dict[int, Any] = {}
        self.at_leaf: dict[int, tuple[Variable, Any]] = {}

    def deposit(self, x: Variable, g: Any) -> None:
        if x.node is not None:
            before = self.at_node.get(x.node.order)
            self.at_node[x.node.order] = g if before is None else before + g
        else:
            seen = self.at_leaf.get(id(x))
            self.at_leaf[id(x)] = (x, g if seen is None else seen[1] + g)


def propagate(
    outputs: Sequence[Variable],
    seeds: Sequence[Any],
    retain: bool = False,
    record: bool = False,
    wanted: frozenset[int] = frozenset(),
) -> tuple[dict[int, Any], dict[int, tuple[Variable, Any]]]:
    """Run the backward pass from `outputs`, whose gradients are `seeds`.

    Returns the gradients of the nodes whose orders are `wanted` and, by id, each leaf with its
    gradient. Values are arrays, or tensors when `record` is set. Unless `retain`, nodes forget what
    they kept, so that memory is free as early as possible.
    """
    flow = _Flow()
    for x, seed in zip(outputs, seeds, strict=True):
        flow.deposit(x, seed)
    with set_grad_enabled(record):
        for node in _newest_first(outputs):
            g = flow.at_node.get(node.order)
            if g is None:
                continue
            if node.hooks:
                g = flow.at_node[node.order] = run_hooks(node.hooks, g)
            if node.arrays is None:
                raise RuntimeError(
                    f"{node.op.name}: its inputs were freed by an earlier backward(); "
                    "pass retain_graph=True there to go through the graph twice"
                )
            for x, dx in _gradients(node, g, record):
                flow.deposit(x, dx)
            if not retain:
                node.arrays = node.out = None
                node.inputs = ()
            if node.order not in wanted:
                del flow.at_node[node.order]
    return flow.at_node, flow.at_leaf


def _gradients(node: Node, g: Any, record: bool) -> Iterable[tuple[Variable, Any]]:
    if _observer is None:
        return node.op.gradients(node, g, record)
    found: Any = _observer(Backward(node), [g], lambda: list(node.op.gradients(node, g, record)))
    return found  # type: ignore[no-any-return]


def run_hooks(hooks: list[Hook], g: Any) -> Any:
    """Let each hook see the gradient as a tensor and, by returning one, replace it."""
    for hook in hooks:
        seen = g if isinstance(g, Variable) else Variable.wrap(g)
        answer = hook(seen)
        if answer is not None:
            g = answer if isinstance(g, Variable) else answer.array
    return g
