"""Batches of activations become a range to quantize: what calibration watches.

A single outlier stretches the range and so coarsens every other value; each observer is a different
bargain between clipping the rare and rounding the common.
"""

from __future__ import annotations

import numpy as np

from tinytorch.compress.affine import QParams, choose
from tinytorch.dtypes import Array


class MinMaxObserver:
    """Covers everything that was ever seen: never clips, at the mercy of one outlier."""

    def __init__(self) -> None:
        self.low = np.inf
        self.high = -np.inf

    def observe(self, array: Array) -> None:
        """Take the values of one batch into account."""
        if array.size:
            self.low = min(self.low, float(array.min()))
            self.high = max(self.high, float(array.max()))

    def qparams(self, bits: int = 8, symmetric: bool = False) -> QParams:
        """Return the parameters for what was seen. Raises ValueError when nothing was."""
        return choose(self.low, self.high, bits, symmetric)


class MovingAverageObserver(MinMaxObserver):
    """Averages the batches' ranges: one odd batch is forgotten again; for training (QAT)."""

    def __init__(self, momentum: float = 0.1) -> None:
        super().__init__()
        self.momentum = momentum

    def observe(self, array: Array) -> None:
        """Move the range a step toward that of this batch."""
        if not array.size:
            return
        low, high = float(array.min()), float(array.max())
        if not np.isfinite(self.low):
            self.low, self.high = low, high
        self.low += self.momentum * (low - self.low)
        self.high += self.momentum * (high - self.high)


class PercentileObserver(MinMaxObserver):
    """Covers the middle ``percent`` of the values and clips the rest.

    Keeps a sample of at most ``keep`` values of each batch, evenly spaced in the sorted batch so that
    its extremes are among them.
    """

    def __init__(self, percent: float = 99.9, keep: int = 4096) -> None:
        if not 0 < percent <= 100:
            raise ValueError(f"percent={percent} must be above 0 and at most 100")
        super().__init__()
        self.percent = percent
        self.keep = keep
        self._samples: list[Array] = []

    def observe(self, array: Array) -> None:
        """Keep a sorted sample of this batch."""
        if array.size:
            values = np.sort(array, axis=None)
            picks = np.linspace(0, values.size - 1, min(self.keep, values.size)).astype(np.int64)
            self._samples.append(values[picks])

    def qparams(self, bits: int = 8, symmetric: bool = False) -> QParams:
        """Return the parameters for the middle of what was seen."""
        if self._samples:
            tail = (100 - self.percent) / 2
            seen = np.concatenate(self._samples)
            self.low, self.high = (float(v) for v in np.percentile(seen, [tail, 100 - tail]))
        return super().qparams(bits, symmetric)
