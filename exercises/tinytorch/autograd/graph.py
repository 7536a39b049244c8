"""Draw what was recorded: as indented text, or as DOT for Graphviz.

    loss = ((x @ w).relu() * 2).sum()
    print(draw(loss, {"x": x, "w": w}))

    sum ()
    └─ mul (4, 3)
       ├─ relu (4, 3)
       │  └─ matmul (4, 3)
       │     ├─ x (4, 2)
       │     └─ w (2, 3) *
       └─ 2

A star marks leaves that require a gradient. A value drawn before appears again as `↑ name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tinytorch.autograd.engine import Node, Variable

if TYPE_CHECKING:
    from tinytorch.tensor import Tensor


def _inputs(x: Any) -> list[Any]:
    """Return what a value was computed from; settings such as axes are left out unless numbers."""
    if not isinstance(x, Variable) or x.node is None:
        return []
    return [i for i in x.node.inputs if isinstance(i, Variable | float) or type(i) is int]


def _label(x: Any, names: dict[int, str]) -> str:
    if not isinstance(x, Variable):
        return str(x)
    shape = str(tuple(x.array.shape))
    if x.node is not None:
        return f"{x.node.op.name} {shape}"
    star = " *" if x.requires_grad else ""
    return f"{names.get(id(x), 'tensor')} {shape}{star}"


def _lines(x: Any, names: dict[int, str], lead: str, seen: dict[int, Node]) -> Iterator[str]:
    inputs = _inputs(x)
    for k, child in enumerate(inputs):
        last = k == len(inputs) - 1
        label = _label(child, names)
        node = child.node if isinstance(child, Variable) else None
        again = node is not None and node.order in seen
        yield f"{lead}{'└─' if last else '├─'} {'↑ ' if again else ''}{label}"
        if node is not None and not again:
            seen[node.order] = node
            yield from _lines(child, names, lead + ("   " if last else "│  "), seen)


def draw(x: Tensor, names: Mapping[str, Tensor] | None = None) -> str:
    """Return the recording behind x as indented text; `names` labels leaves."""
    labels = {id(t): name for name, t in (names or {}).items()}
    return "\n".join([_label(x, labels), *_lines(x, labels, "", {})])


def to_dot(x: Tensor, names: Mapping[str, Tensor] | None = None) -> str:
    """Return the recording behind x in Graphviz's DOT language, from leaves to result."""
    labels = {id(t): name for name, t in (names or {}).items()}
    numbers: dict[Any, int] = {}
    lines = ["digraph recording {", "  rankdir=LR; node [shape=box];"]

    def key(v: Any) -> Any:
        if isinstance(v, Variable):
            return id(v) if v.node is None else ("node", v.node.order)
        return object()

    stack: list[tuple[Any, Any]] = [(x, None)]
    while stack:
        value, user = stack.pop()
        name = key(value)
        new = name not in numbers
        number = numbers.setdefault(name, len(numbers))
        if new:
            lines.append(f'  n{number} [label="{_label(value, labels)}"];')
            stack.extend((i, number) for i in reversed(_inputs(value)))
        if user is not None:
            lines.append(f"  n{number} -> n{user};")
    return "\n".join([*lines, "}"])


def count(x: Tensor) -> dict[str, int]:
    """Return how many operations of each name were recorded behind x."""
    found: dict[str, int] = {}
    seen: set[int] = set()
    stack = [x.node]
    while stack:
        node = stack.pop()
        if node is None or node.order in seen:
            continue
        seen.add(node.order)
        found[node.op.name] = found.get(node.op.name, 0) + 1
        stack.extend(p.node for p in node.parents())
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


__all__ = ["count", "draw", "to_dot"]
