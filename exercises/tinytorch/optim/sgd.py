"""Stochastic gradient descent, with momentum and weight decay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tinytorch.dtypes import Array
from tinytorch.optim.optimizer import Optimizer


class SGD(Optimizer):
    """p -= lr * v, where v is the gradient or, with momentum, v = momentum * v + g.

    Weight decay adds weight_decay * p to g. Nesterov's form steps by g + momentum * v.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        if lr < 0 or momentum < 0 or weight_decay < 0:
            raise ValueError("lr, momentum and weight_decay must not be negative")
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("nesterov needs momentum above zero and no dampening")
        names = ("lr", "momentum", "dampening", "weight_decay", "nesterov")
        values = (lr, momentum, dampening, weight_decay, nesterov)
        super().__init__(params, dict(zip(names, values, strict=True)))

    def update(self, p: Array, g: Array, state: dict[str, Any], group: dict[str, Any]) -> None:
        """Take one step."""
        if group["weight_decay"]:
            g = g + group["weight_decay"] * p
        momentum = group["momentum"]
        if momentum:
            if "momentum_buffer" not in state:
                state["momentum_buffer"] = g.copy()
            else:
                state["momentum_buffer"] *= momentum
                state["momentum_buffer"] += (1 - group["dampening"]) * g
            v = state["momentum_buffer"]
            g = g + momentum * v if group["nesterov"] else v
        p -= group["lr"] * g
