"""What all optimizers share: groups of parameters with settings, and a state for each parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np

from tinytorch.autograd.engine import Variable
from tinytorch.autograd.mode import enable_grad, no_grad
from tinytorch.dtypes import Array
from tinytorch.parallel import share
from tinytorch.tensor import Tensor


class Optimizer:
    """Subclass with `update(p, g, state, group)`, which changes the array p in place.

    `params` is an iterable of tensors or of groups `{"params": [...], "lr": ...}`. `state` maps a
    parameter to its dictionary of arrays and counts.
    """

    def __init__(self, params: Iterable[Any], defaults: dict[str, Any]) -> None:
        self.defaults = defaults
        self.param_groups: list[dict[str, Any]] = []
        self.state: dict[Tensor, dict[str, Any]] = {}
        given = list(params)
        if not given:
            raise ValueError("the optimizer got no parameters")
        for group in given if isinstance(given[0], dict) else [{"params": given}]:
            self.add_param_group(group)

    def add_param_group(self, group: dict[str, Any]) -> None:
        """Add parameters with settings of their own. Raises ValueError for one that is there already."""
        params = group["params"]
        params = [params] if isinstance(params, Tensor) else list(params)
        known = {id(p) for g in self.param_groups for p in g["params"]}
        for p in params:
            if not isinstance(p, Tensor) or p.node is not None:
                raise ValueError(f"an optimizer changes leaf tensors, not {type(p).__name__}")
            if id(p) in known:
                raise ValueError("a parameter is in two groups")
            known.add(id(p))
        self.param_groups.append({**self.defaults, **group, "params": params})

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget all gradients."""
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none or p.grad is None:
                    p.grad = None
                else:
                    p.grad.zero_()

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Change every parameter that has a gradient; `closure` recomputes the loss first."""
        loss = None
        if closure is not None:
            with enable_grad():
                loss = closure()
        with no_grad():
            share(
                [
                    task
                    for group in self.param_groups
                    for p in group["params"]
                    if p.grad is not None
                    for task in self.tasks(
                        p.array, p.grad.array, self.state.setdefault(p, {}), group
                    )
                ]
            )
        return loss

    def tasks(
        self, p: Array, g: Array, state: dict[str, Any], group: dict[str, Any]
    ) -> list[Callable[[], None]]:
        """Return what changes p, cut so that threads can share it; as one piece unless overridden."""
        return [partial(self.update, p, g, state, group)]

    def update(self, p: Array, g: Array, state: dict[str, Any], group: dict[str, Any]) -> None:
        """Change the array p, given its gradient."""
        raise NotImplementedError

    def state_dict(self) -> dict[str, Any]:
        """Return settings and state; parameters are numbered in the order they were given."""
        numbers: dict[int, int] = {}
        groups = []
        for group in self.param_groups:
            for p in group["params"]:
                numbers[id(p)] = len(numbers)
            settings = {k: v for k, v in group.items() if k != "params"}
            groups.append({**settings, "params": [numbers[id(p)] for p in group["params"]]})
        state = {
            numbers[id(p)]: {
                k: Variable.wrap(v) if isinstance(v, np.ndarray) else v for k, v in entry.items()
            }
            for p, entry in self.state.items()
        }
        return {"state": state, "param_groups": groups}

    def load_state_dict(self, saved: dict[str, Any]) -> None:
        """Continue from `state_dict`. Raises ValueError when the groups have other sizes."""
        mine = [len(g["params"]) for g in self.param_groups]
        theirs = [len(g["params"]) for g in saved["param_groups"]]
        if mine != theirs:
            raise ValueError(f"state for groups of {theirs} parameters, here they have {mine}")
        flat = [p for g in self.param_groups for p in g["params"]]
        for group, other in zip(self.param_groups, saved["param_groups"], strict=True):
            group.update({k: v for k, v in other.items() if k != "params"})
        self.state = {
            flat[int(number)]: {
                k: v.array.copy() if isinstance(v, Variable) else v for k, v in entry.items()
            }
            for number, entry in saved["state"].items()
        }

    def __repr__(self) -> str:
        shown = [
            ", ".join(f"{k}={v}" for k, v in g.items() if k != "params")
            + f", {len(g['params'])} parameters"
            for g in self.param_groups
        ]
        return f"{type(self).__name__}({'; '.join(shown)})"
