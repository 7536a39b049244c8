"""The compiled part of hypothesis in Python, for a machine that its extension was not compiled for.

`test_hypothesis_native.py` compares each function with the extension.
"""

from __future__ import annotations

import math
import struct
import sys

_FORMATS = {16: ("!H", "!e"), 32: ("!I", "!f"), 64: ("!Q", "!d")}
_SMALLEST_NORMAL = {16: 2.0**-14, 32: 2.0**-126, 64: 2.0**-1022}


def float_to_int(value: float, width: int = 64) -> int:
    whole, real = _FORMATS[width]
    return struct.unpack(whole, struct.pack(real, value))[0]


def int_to_float(value: int, width: int = 64) -> float:
    whole, real = _FORMATS[width]
    return struct.unpack(real, struct.pack(whole, value))[0]


def float_of(x: float, width: int) -> float:
    return float(x) if width == 64 else int_to_float(float_to_int(float(x), width), width)


def is_negative(x: float) -> bool:
    return math.copysign(1.0, x) < 0


def width_smallest_normals(width: int) -> float:
    return _SMALLEST_NORMAL[width]


def next_up(value: float, width: int = 64) -> float:
    if math.isnan(value) or value == math.inf:
        return value
    if value == 0.0 and is_negative(value):
        return 0.0
    step = 1 if value >= 0 else -1
    return int_to_float(float_to_int(value, width) + step, width)


def next_down(value: float, width: int = 64) -> float:
    return -next_up(-value, width)


def next_up_normal(value: float, width: int, *, allow_subnormal: bool) -> float:
    return -next_down_normal(-value, width, allow_subnormal=allow_subnormal)


def next_down_normal(value: float, width: int, *, allow_subnormal: bool) -> float:
    value = next_down(value, width)
    smallest = width_smallest_normals(width)
    if not allow_subnormal and 0 < abs(value) < smallest:
        return 0.0 if value > 0 else -smallest
    return value


def count_between_floats(x: float, y: float, width: int = 64) -> int:
    """Count the floats from x to y, both included."""
    if is_negative(x) and not is_negative(y):
        return count_between_floats(x, -0.0, width) + count_between_floats(0.0, y, width)
    return abs(float_to_int(y, width) - float_to_int(x, width)) + 1


def cathetus(h: float, a: float) -> float:
    """Return the other side of a right triangle with hypotenuse h and side a."""
    if math.isnan(h) or math.isnan(a):
        return math.nan
    if math.isinf(h):
        return math.nan if math.isinf(a) else math.inf
    h, a = abs(h), abs(a)
    if h < a:
        return math.nan
    if h <= math.sqrt(sys.float_info.max):
        return min(math.sqrt((h - a) * (h + a)), h)
    return min(math.sqrt(h - a) * math.sqrt(h / 2 + a / 2) * math.sqrt(2), h)
