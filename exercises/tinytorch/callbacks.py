"""What happens beside the training steps: a trainer tells each callback of every step and epoch."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinytorch.trainer import Trainer

Metrics = dict[str, float]


class Callback:
    """Subclass and define what you need; set ``trainer.stop`` to end training after this step."""

    def on_step(self, trainer: Trainer, metrics: Metrics) -> None:
        """After each optimizer step, with its ``loss``, ``lr`` and, when clipping, ``grad_norm``."""

    def on_epoch(self, trainer: Trainer, metrics: Metrics) -> None:
        """After each epoch, with its mean ``loss`` and the validation's results as ``val_...``."""


class History(Callback):
    """Keeps the metrics of every step and of every epoch in two lists."""

    def __init__(self) -> None:
        self.steps: list[Metrics] = []
        self.epochs: list[Metrics] = []

    def on_step(self, trainer: Trainer, metrics: Metrics) -> None:
        """Keep a step's metrics and its number."""
        self.steps.append({"step": trainer.step, **metrics})

    def on_epoch(self, trainer: Trainer, metrics: Metrics) -> None:
        """Keep an epoch's metrics and its number."""
        self.epochs.append({"epoch": trainer.epoch, **metrics})


class Log(Callback):
    """Writes one line an epoch with ``write`` (default: print)."""

    def __init__(self, write: Callable[[str], None] = print) -> None:
        self.write = write

    def on_epoch(self, trainer: Trainer, metrics: Metrics) -> None:
        """Write the epoch's line."""
        values = "  ".join(f"{name} {value:.4g}" for name, value in metrics.items())
        self.write(f"epoch {trainer.epoch}  step {trainer.step}  {values}")


class EarlyStopping(Callback):
    """Stops when ``metric`` has not improved by ``min_delta`` for ``patience`` epochs.

    ``mode`` "min" means that smaller is better. A metric that becomes NaN counts as no improvement.

    Raises:
        KeyError: the metric is not among an epoch's results.
    """

    def __init__(
        self, metric: str = "val_loss", patience: int = 3, min_delta: float = 0.0, mode: str = "min"
    ) -> None:
        if mode not in ("min", "max"):
            raise ValueError(f"mode is 'min' or 'max', not {mode!r}")
        self.metric = metric
        self.patience = patience
        self.min_delta = min_delta
        self.sign = 1.0 if mode == "min" else -1.0
        self.best = math.inf
        self.waited = 0

    def on_epoch(self, trainer: Trainer, metrics: Metrics) -> None:
        """Compare this epoch with the best one."""
        value = self.sign * metrics[self.metric]
        if value < self.best - self.min_delta:
            self.best, self.waited = value, 0
        else:
            self.waited += 1
            trainer.stop = trainer.stop or self.waited >= self.patience
