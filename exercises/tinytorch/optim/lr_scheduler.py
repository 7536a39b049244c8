"""Schedules: how the learning rate changes over the steps of training.

Each writes `lr` into the optimizer's groups. Call `scheduler.step()` after `optimizer.step()`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from tinytorch.optim.optimizer import Optimizer


class LRScheduler:
    """Subclass with `factor(step)`: what the first learning rate is multiplied by at a step."""

    def __init__(self, optimizer: Optimizer) -> None:
        self.optimizer = optimizer
        for group in optimizer.param_groups:
            group.setdefault("initial_lr", group["lr"])
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self.last_epoch = 0
        self._write()

    def factor(self, step: int) -> float:
        """Return the multiplier at `step`."""
        raise NotImplementedError

    def get_last_lr(self) -> list[float]:
        """Return the learning rate of every group."""
        return [group["lr"] for group in self.optimizer.param_groups]

    def step(self) -> None:
        """Go one step on."""
        self.last_epoch += 1
        self._write()

    def _write(self) -> None:
        for group, base in zip(self.optimizer.param_groups, self.base_lrs, strict=True):
            group["lr"] = self.rate(base, self.last_epoch)

    def rate(self, base: float, step: int) -> float:
        """Return the learning rate at `step` of a group that began at `base`."""
        return base * self.factor(step)

    def state_dict(self) -> dict[str, Any]:
        """Return what `load_state_dict` needs to continue."""
        return {"last_epoch": self.last_epoch, "base_lrs": list(self.base_lrs)}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Continue from a saved step."""
        self.last_epoch, self.base_lrs = state["last_epoch"], list(state["base_lrs"])
        self._write()


class LambdaLR(LRScheduler):
    """Multiply by `lr_lambda(step)`."""

    def __init__(self, optimizer: Optimizer, lr_lambda: Callable[[int], float]) -> None:
        self.factor = lr_lambda  # type: ignore[assignment,method-assign]
        super().__init__(optimizer)


class ConstantLR(LRScheduler):
    """Multiply by `factor` during the first `total_iters` steps."""

    def __init__(self, optimizer: Optimizer, factor: float = 1 / 3, total_iters: int = 5) -> None:
        self.first, self.total_iters = factor, total_iters
        super().__init__(optimizer)

    def factor(self, step: int) -> float:
        """Return the multiplier at `step`."""
        return self.first if step < self.total_iters else 1.0


class LinearLR(LRScheduler):
    """Go from start_factor to end_factor along a line: a warm-up."""

    def __init__(
        self,
        optimizer: Optimizer,
        start_factor: float = 1 / 3,
        end_factor: float = 1.0,
        total_iters: int = 5,
    ) -> None:
        self.start, self.end, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer)

    def factor(self, step: int) -> float:
        """Return the multiplier at `step`."""
        return self.start + (self.end - self.start) * min(step / self.total_iters, 1.0)


class StepLR(LRScheduler):
    """Multiply by gamma every step_size steps."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer)

    def factor(self, step: int) -> float:
        """Return the multiplier at `step`."""
        return float(self.gamma ** (step // self.step_size))


class MultiStepLR(LRScheduler):
    """Multiply by gamma at each milestone."""

    def __init__(self, optimizer: Optimizer, milestones: Sequence[int], gamma: float = 0.1) -> None:
        self.milestones, self.gamma = sorted(milestones), gamma
        super().__init__(optimizer)

    def factor(self, step: int) -> float:
        """Return the multiplier at `step`."""
        return float(self.gamma ** bisect_right(self.milestones, step))


class ExponentialLR(LRScheduler):
    """Multiply by gamma every step."""

    def __init__(self, optimizer: Optimizer, gamma: float) -> None:
        self.gamma = gamma
        super().__init__(optimizer)

    def factor(self, step: int) -> float:
        """Return the multiplier at `step`."""
        return float(self.gamma**step)


class CosineAnnealingLR(LRScheduler):
    """Fall along half a cosine to eta_min in T_max steps (Loshchilov and Hutter, 2017)."""

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0) -> None:  # noqa: N803
        self.t_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer)

    def rate(self, base: float, step: int) -> float:
        """Return the learning rate at `step`; after T_max it rises again, as in PyTorch."""
        wave = (1 + math.cos(math.pi * step / self.t_max)) / 2
        return self.eta_min + (base - self.eta_min) * wave


class SequentialLR(LRScheduler):
    """Follow one schedule after another, changing over at the milestones: warm-up, then decay."""

    def __init__(
        self, optimizer: Optimizer, schedulers: Sequence[LRScheduler], milestones: Sequence[int]
    ) -> None:
        if len(schedulers) != len(milestones) + 1:
            raise ValueError("SequentialLR needs one milestone less than schedulers")
        self.schedulers, self.milestones = list(schedulers), list(milestones)
        super().__init__(optimizer)

    def rate(self, base: float, step: int) -> float:
        """Return the rate of the schedule in force, counted from its milestone."""
        which = bisect_right(self.milestones, step)
        start = self.milestones[which - 1] if which else 0
        return self.schedulers[which].rate(base, step - start)
