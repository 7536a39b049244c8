"""Real numbers become small integers and come back a little different: the arithmetic of quantization.

    code  = clip(round(x / scale) + zero_point, low, high)
    value = (code - zero_point) * scale

`scale` is the step between neighboring values, `zero_point` the code of 0.0, which so has a code of
its own: padding and ReLU make exact zeros, and an error there would be in every product. Symmetric
quantization fixes zero_point at 0 (weights, centered on 0); affine quantization spends all codes on
the range that occurs (activations after ReLU). One scale may serve a whole tensor or each slice along
an axis (per channel).

Source: B. Jacob et al., "Quantization and Training of Neural Networks for Efficient
Integer-Arithmetic-Only Inference", CVPR 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tinytorch.dtypes import Array


@dataclass(frozen=True)
class QParams:
    """How a tensor is coded.

    ``scale`` (float32, > 0) and ``zero_point`` (int32) have shape () or, per channel, one entry for
    each slice along ``axis``. Codes lie in [low, high].
    """

    scale: Array
    zero_point: Array
    bits: int
    signed: bool
    axis: int | None = None

    @property
    def low(self) -> int:
        """The smallest code."""
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def high(self) -> int:
        """The largest code."""
        return (1 << (self.bits - 1)) - 1 if self.signed else (1 << self.bits) - 1

    @property
    def dtype(self) -> np.dtype[Any]:
        """The narrowest integer type that holds every code."""
        return np.dtype(f"{'i' if self.signed else 'u'}{1 if self.bits <= 8 else 2}")

    def along(self, array: Array, ndim: int) -> Array:
        """Shape ``scale`` or ``zero_point`` so that it broadcasts against a tensor of ``ndim``."""
        if self.axis is None:
            return array
        shape = [1] * ndim
        shape[self.axis] = -1
        return array.reshape(shape)


def choose(
    low: Any, high: Any, bits: int = 8, symmetric: bool = True, axis: int | None = None
) -> QParams:
    """Return the parameters that cover the values from ``low`` to ``high`` (numbers, or one a channel).

    Symmetric codes are signed and leave out the most negative one (-128 for 8 bits), so that -x has
    the negative code of x. Affine codes are unsigned; the range is widened to include 0.

    Raises:
        ValueError: bits outside 2 to 16, a range that is empty, not finite or upside down.
    """
    if not 2 <= bits <= 16:
        raise ValueError(f"bits={bits} must be from 2 to 16")
    low, high = np.asarray(low, np.float64), np.asarray(high, np.float64)
    if low.size == 0 or not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise ValueError(
            "the range to quantize is empty or not finite; calibrate on real data first"
        )
    if (low > high).any():
        raise ValueError("the range to quantize ends before it begins")
    low, high = np.minimum(low, 0.0), np.maximum(high, 0.0)
    if symmetric:
        scale = np.maximum(-low, high) / ((1 << (bits - 1)) - 1)
    else:
        scale = (high - low) / ((1 << bits) - 1)
    # A tensor of zeros has no range, and one of subnormal numbers no usable one: any step does.
    tiny = float(np.finfo(np.float32).tiny)
    scale = np.where(scale < tiny, 1.0, scale).astype(np.float32)
    zero = np.zeros_like(low) if symmetric else np.clip(np.rint(-low / scale), 0, (1 << bits) - 1)
    return QParams(scale, zero.astype(np.int32), bits, symmetric, axis)


def choose_for(
    array: Array, bits: int = 8, symmetric: bool = True, axis: int | None = None
) -> QParams:
    """Return the parameters that cover ``array``, per slice along ``axis`` when it is given.

    Raises:
        ValueError: an empty array, or numbers that are not finite.
    """
    if array.size == 0:
        raise ValueError("an empty tensor has no range to quantize")
    others = None if axis is None else tuple(i for i in range(array.ndim) if i != axis % array.ndim)
    return choose(array.min(axis=others), array.max(axis=others), bits, symmetric, axis)


def quantize(array: Array, q: QParams) -> Array:
    """Return the codes of ``array``, in ``q.dtype``; values out of range take the nearest end."""
    steps = np.rint(array / q.along(q.scale, array.ndim)) + q.along(q.zero_point, array.ndim)
    low = -q.high if q.signed else q.low  # symmetric: see `choose`
    codes: Array = np.clip(steps, low, q.high).astype(q.dtype)
    return codes


def dequantize(codes: Array, q: QParams) -> Array:
    """Return the float32 values of ``codes``."""
    steps = codes.astype(np.float32) - q.along(q.zero_point, codes.ndim).astype(np.float32)
    values: Array = steps * q.along(q.scale, codes.ndim)
    return values


def fake(array: Array, q: QParams) -> Array:
    """Return ``array`` after a round trip through codes, in its own dtype."""
    return dequantize(quantize(array, q), q).astype(array.dtype, copy=False)


def snr_db(array: Array, q: QParams) -> float:
    """Return the signal-to-noise ratio of the round trip in decibels: about 6 for each bit."""
    noise = float(np.square(array - fake(array, q), dtype=np.float64).sum())
    signal = float(np.square(array, dtype=np.float64).sum())
    return float("inf") if noise == 0 else 10 * float(np.log10(signal / noise))
