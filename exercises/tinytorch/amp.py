"""Mixed precision, emulated: what float16 or bfloat16 would do to the numbers, computed in float32.

Real mixed precision halves memory traffic and uses faster units; NumPy has neither, so here it costs
time. What can be learned is numerical: which gradients become zero in float16 (all below 6e-8), which
activations overflow (all above 65,504), why bfloat16 avoids both and is coarser, and how scaling the
loss brings small gradients back.

Inside ``autocast`` the factors of every product (matrix products, convolutions, attention), its result
and its gradients are rounded to the narrow type. Everything else stays in float32, as PyTorch keeps
sums, softmax and losses. Keep ``backward()`` inside the block; PyTorch wants it outside.

Source: P. Micikevicius et al., "Mixed Precision Training", ICLR 2018.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tinytorch.autograd import engine
from tinytorch.autograd.engine import Backward, Variable
from tinytorch.dtypes import Array
from tinytorch.optim.optimizer import Optimizer
from tinytorch.profiler.cost import PRODUCTS


def round_float16(array: Array) -> Array:
    """Return float32 numbers rounded to float16: 11 bits, from 6e-8 to 65,504, beyond it inf."""
    with np.errstate(over="ignore"):
        return array.astype(np.float16).astype(np.float32)


def round_bfloat16(array: Array) -> Array:
    """Return float32 numbers rounded to bfloat16: 8 bits, the range of float32; ties to even."""
    bits = np.ascontiguousarray(array, dtype=np.float32).view(np.uint32)
    odd = (bits >> 16) & 1
    rounded = ((bits + (0x7FFF + odd)) & np.uint32(0xFFFF0000)).view(np.float32)
    # Adding to the bits of a NaN could make it an infinity or wrap around.
    return np.where(np.isnan(array), np.float32(np.nan), rounded).reshape(array.shape)


ROUND: dict[str, Callable[[Array], Array]] = {
    "float16": round_float16,
    "bfloat16": round_bfloat16,
}


class autocast:  # noqa: N801 - PyTorch's name
    """Round products to ``dtype`` ("float16" or "bfloat16") inside a ``with`` block.

    ``enabled=False`` makes the block do nothing, so that one script can compare.
    """

    def __init__(self, dtype: str = "float16", enabled: bool = True) -> None:
        if dtype not in ROUND:
            raise ValueError(f"dtype is one of {', '.join(ROUND)}, not {dtype!r}")
        self._round = ROUND[dtype]
        self._enabled = enabled
        self._outer: Any = None

    def __enter__(self) -> autocast:
        self._outer = engine._observer
        if self._enabled:
            engine.observe(self._observe)
        return self

    def __exit__(self, *exc: object) -> None:
        engine.observe(self._outer)

    def _narrow(self, value: Any) -> Any:
        if isinstance(value, Variable):
            return Variable.wrap(self._narrow(value.array), value.node)
        is_float32 = isinstance(value, np.ndarray) and value.dtype == np.float32
        return self._round(value) if is_float32 else value

    def _observe(self, op: Any, arrays: list[Any], compute: Callable[[], Any]) -> Any:
        backward = isinstance(op, Backward)
        product = (op.node.op.name if backward else op.name) in PRODUCTS
        if product and not backward:
            # The list is the one that `compute` reads and that the node keeps for the way back.
            arrays[:] = [self._narrow(array) for array in arrays]
        result = compute() if self._outer is None else self._outer(op, arrays, compute)
        if not product:
            return result
        return [(x, self._narrow(g)) for x, g in result] if backward else self._narrow(result)


class GradScaler:
    """Multiplies the loss so that small gradients survive float16, and adapts the factor.

    A step whose gradients overflow is skipped and the scale multiplied by ``backoff_factor``; after
    ``growth_interval`` good steps in a row it is multiplied by ``growth_factor``. Call, in this order,
    ``scale(loss).backward()``, ``unscale_(optimizer)`` if gradients are clipped, ``step``, ``update``.
    """

    def __init__(
        self,
        init_scale: float = 2.0**16,
        growth_factor: float = 2.0,
        backoff_factor: float = 0.5,
        growth_interval: int = 2000,
        enabled: bool = True,
    ) -> None:
        if growth_factor <= 1 or not 0 < backoff_factor < 1:
            raise ValueError("growth_factor must be above 1, backoff_factor between 0 and 1")
        self.factor = init_scale
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.growth_interval = growth_interval
        self.enabled = enabled
        self.good_steps = 0
        self.skipped = 0
        self._finite: bool | None = None  # of the gradients since the last update; None: not looked

    def scale(self, loss: Any) -> Any:
        """Return the loss times the scale."""
        return loss * self.factor if self.enabled else loss

    def unscale_(self, optimizer: Optimizer) -> None:
        """Divide the optimizer's gradients by the scale, once a step, and look for overflow."""
        if not self.enabled or self._finite is not None:
            return
        self._finite = True
        for group in optimizer.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.grad.array *= np.asarray(1 / self.factor, p.grad.array.dtype)
                    self._finite = self._finite and bool(np.isfinite(p.grad.array).all())

    def step(self, optimizer: Optimizer) -> bool:
        """Take the optimizer's step unless gradients overflowed; return whether it was taken."""
        self.unscale_(optimizer)
        if self.enabled and not self._finite:
            self.skipped += 1
            return False
        optimizer.step()
        return True

    def update(self) -> None:
        """Adapt the scale to what the last step met."""
        if not self.enabled or self._finite is None:
            return
        if self._finite:
            self.good_steps += 1
            if self.good_steps == self.growth_interval:
                self.factor *= self.growth_factor
                self.good_steps = 0
        else:
            self.factor *= self.backoff_factor
            self.good_steps = 0
        self._finite = None

    def get_scale(self) -> float:
        """Return the factor by which the next loss is multiplied."""
        return self.factor if self.enabled else 1.0

    def state_dict(self) -> dict[str, Any]:
        """Return the scale and the counts."""
        return {"factor": self.factor, "good_steps": self.good_steps, "skipped": self.skipped}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go back to ``state``."""
        self.factor = state["factor"]
        self.good_steps = state["good_steps"]
        self.skipped = state["skipped"]
        self._finite = None
