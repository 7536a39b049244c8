"""A model, an optimizer and a loader become a trained model, also when the process dies on the way.

    trainer = Trainer(model, optimizer, nn.CrossEntropyLoss(), checkpoints=Checkpoints("runs/a"),
                      checkpoint_every=100)
    trainer.resume(loader)              # does nothing at the first start
    trainer.fit(loader, epochs=10, validation=test_loader)

A run that was killed and resumed makes the same numbers, bit for bit, as one that was not: a
checkpoint holds everything that the next step depends on, the weights and buffers, the optimizer's
moments, the schedule, the loss scale, every random generator, and the position in the shuffled epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np

from tinytorch.amp import GradScaler
from tinytorch.autograd.mode import no_grad
from tinytorch.callbacks import Callback, Metrics
from tinytorch.checkpoint import Checkpoints
from tinytorch.nn.module import Module
from tinytorch.nn.utils import clip_grad_norm_
from tinytorch.optim.optimizer import Optimizer
from tinytorch.random import Generator, default_generator
from tinytorch.tensor import Tensor


def accuracy(outputs: Tensor, targets: Tensor) -> float:
    """Return the share of rows whose largest output, along the last axis, is at the target."""
    return float((outputs.array.argmax(axis=-1) == targets.array).mean())


class Trainer:
    """Runs the training loop; subclass and override `predict` for batches of another form.

    ``criterion(model(x), y)`` is the loss of a batch ``(x, y)``, a mean over its samples.
    ``accumulate`` batches make one optimizer step, with the gradient of their union. ``clip_norm``
    limits the gradient's norm. ``scheduler.step()`` is called after each optimizer step. ``metrics``
    maps names to functions of (outputs, targets) for `evaluate`. ``generators`` are random generators
    other than tinytorch's default one that the model or the loader draw from.

    Raises:
        ValueError: ``accumulate`` below 1, or ``checkpoint_every`` without ``checkpoints``.
    """

    def __init__(
        self,
        model: Module,
        optimizer: Optimizer,
        criterion: Callable[..., Tensor],
        *,
        scheduler: Any = None,
        scaler: GradScaler | None = None,
        accumulate: int = 1,
        clip_norm: float | None = None,
        metrics: Mapping[str, Callable[[Tensor, Tensor], float]] | None = None,
        callbacks: Iterable[Callback] = (),
        checkpoints: Checkpoints | None = None,
        checkpoint_every: int = 0,
        generators: Mapping[str, Generator] | None = None,
    ) -> None:
        if accumulate < 1:
            raise ValueError(f"accumulate={accumulate} batches cannot make a step")
        if checkpoint_every and checkpoints is None:
            raise ValueError("checkpoint_every needs checkpoints=Checkpoints(folder)")
        self.model = model
        self.optimizer = optimizer
        self.criterion = criterion
        self.scheduler = scheduler
        self.scaler = scaler
        self.accumulate = accumulate
        self.clip_norm = clip_norm
        self.metrics = dict(metrics or {})
        self.callbacks = list(callbacks)
        self.checkpoints = checkpoints
        self.checkpoint_every = checkpoint_every
        self.generators = {"default": default_generator, **(generators or {})}
        self.step = 0  # optimizer steps taken
        self.epoch = 0  # epochs finished
        self.stop = False
        self._sum = 0.0  # of the loss over the samples of this epoch
        self._samples = 0
        self._trained = False  # whether this epoch's batches are all behind us already

    def predict(self, batch: Any) -> tuple[Tensor, Any, int]:
        """Return the model's outputs for a batch, the targets, and the number of samples."""
        x, y = batch
        return self.model(x), y, len(x)

    def fit(
        self, loader: Any, epochs: int, validation: Iterable[Any] | None = None
    ) -> list[Metrics]:
        """Train until ``epochs`` epochs are finished in all; return the metrics of those done here."""
        done = []
        while self.epoch < epochs and not self.stop:
            self.model.train()
            batches = iter(() if self._trained else loader)
            self._trained = False
            while group := list(islice(batches, self.accumulate)):
                self._after_step(self.train_step(group), loader)
                if self.stop:
                    return done
            self.epoch += 1
            metrics = {"loss": self._sum / max(1, self._samples)}
            self._sum, self._samples = 0.0, 0
            if validation is not None:
                metrics |= {f"val_{k}": v for k, v in self.evaluate(validation).items()}
            done.append(metrics)
            for callback in self.callbacks:
                callback.on_epoch(self, metrics)
        return done

    def train_step(self, group: list[Any]) -> Metrics:
        """Take one optimizer step on the gradient of the batches in ``group`` together.

        Raises:
            FloatingPointError: the loss is not finite; the weights are still those before the step.
        """
        self.optimizer.zero_grad()
        losses: list[tuple[float, int]] = []
        for batch in group:
            outputs, targets, size = self.predict(batch)
            mean = self.criterion(outputs, targets)
            # Relative to the first batch, so that a step on one batch scales nothing.
            losses.append((float(mean), size))
            self._backward(mean, size / losses[0][1])
        total = sum(size for _, size in losses)
        loss = sum(value * size for value, size in losses) / total
        if self.scaler is None and not np.isfinite(loss):
            raise FloatingPointError(
                f"the loss is {loss} after {self.step} steps; lower the learning rate, clip "
                "gradients, or look for a division by zero or a logarithm of zero"
            )
        self._divide(total / losses[0][1])
        metrics = {"loss": loss, "lr": float(self.optimizer.param_groups[0]["lr"])}
        if self.scaler is not None:
            self.scaler.unscale_(self.optimizer)
        if self.clip_norm is not None:
            metrics["grad_norm"] = float(clip_grad_norm_(self.model.parameters(), self.clip_norm))
        if self.scaler is None:
            self.optimizer.step()
        else:
            self.scaler.step(self.optimizer)
            self.scaler.update()
        if self.scheduler is not None:
            self.scheduler.step()
        self.step += 1
        self._sum += loss * total
        self._samples += total
        return metrics

    def evaluate(self, loader: Iterable[Any]) -> Metrics:
        """Return the mean loss over all samples, and each metric, in evaluation mode."""
        was_training = self.model.training
        self.model.eval()
        sums: dict[str, float] = dict.fromkeys(["loss", *self.metrics], 0.0)
        samples = 0
        with no_grad():
            for batch in loader:
                outputs, targets, size = self.predict(batch)
                sums["loss"] += float(self.criterion(outputs, targets)) * size
                for name, metric in self.metrics.items():
                    sums[name] += metric(outputs, targets) * size
                samples += size
        self.model.train(was_training)
        return {name: value / max(1, samples) for name, value in sums.items()}

    def state_dict(self, loader: Any = None) -> dict[str, Any]:
        """Return everything that the next step depends on; ``loader`` adds the place in its epoch."""
        parts = {"model": self.model, "optimizer": self.optimizer, "scheduler": self.scheduler}
        parts |= {"scaler": self.scaler, "loader": loader}
        state = {name: part.state_dict() for name, part in parts.items() if part is not None}
        state["generators"] = {name: g.get_state() for name, g in self.generators.items()}
        progress = {"step": self.step, "epoch": self.epoch}
        state["progress"] = progress | {"sum": self._sum, "samples": self._samples}
        return state

    def load_state_dict(self, state: dict[str, Any], loader: Any = None) -> None:
        """Go back to ``state``.

        Raises:
            ValueError: the state was taken with other parts (a scheduler, a generator) than these.
        """
        parts = {"model": self.model, "optimizer": self.optimizer, "scheduler": self.scheduler}
        parts |= {"scaler": self.scaler, "loader": loader}
        present = {name for name, part in parts.items() if part is not None}
        saved = set(state) - {"generators", "progress"}
        if present != saved or set(self.generators) != set(state["generators"]):
            raise ValueError(
                f"the state holds {sorted(saved)} and generators {sorted(state['generators'])}; "
                f"here are {sorted(present)} and {sorted(self.generators)}"
            )
        for name in present:
            parts[name].load_state_dict(state[name])
        for name, generator in self.generators.items():
            generator.set_state(state["generators"][name])
        progress = state["progress"]
        self.step, self.epoch = progress["step"], progress["epoch"]
        self._sum, self._samples = progress["sum"], progress["samples"]
        # A checkpoint of an epoch's last step: the loader stands at the beginning of the next pass,
        # but this epoch is still to be validated and counted.
        began = self._samples > 0 and "loader" in present
        self._trained = began and not state["loader"].get("delivered", True)

    def resume(self, loader: Any = None) -> bool:
        """Load the newest checkpoint, if there is one, and say whether there was."""
        state = None if self.checkpoints is None else self.checkpoints.load()
        if state is None:
            return False
        self.load_state_dict(state, loader if "loader" in state else None)
        return True

    def _backward(self, loss: Tensor, weight: float) -> None:
        """Add ``weight`` times the gradient of ``loss``."""
        weighted = loss if weight == 1 else loss * weight
        (weighted if self.scaler is None else self.scaler.scale(weighted)).backward()

    def _divide(self, weight: float) -> None:
        """Make a mean of the gradients that `_backward` added up."""
        if weight != 1:
            for group in self.optimizer.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        p.grad.array /= np.asarray(weight, p.grad.array.dtype)

    def _after_step(self, metrics: Metrics, loader: Any) -> None:
        for callback in self.callbacks:
            callback.on_step(self, metrics)
        due = self.checkpoint_every and self.step % self.checkpoint_every == 0
        if self.checkpoints is not None and due:
            stateful = loader if hasattr(loader, "state_dict") else None
            self.checkpoints.save(self.step, self.state_dict(stateful))
