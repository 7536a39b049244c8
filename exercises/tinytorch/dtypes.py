"""Names of element types, and the two rules by which tinytorch differs from NumPy.

A tensor's dtype is a `numpy.dtype`; there is no second type system. NumPy makes float64 wherever an
integer meets a division or a float32; we make the default float type instead, as PyTorch does.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
DType: TypeAlias = np.dtype[Any]

float16: DType = np.dtype(np.float16)
float32: DType = np.dtype(np.float32)
float64: DType = np.dtype(np.float64)
int8: DType = np.dtype(np.int8)
int16: DType = np.dtype(np.int16)
int32: DType = np.dtype(np.int32)
int64: DType = np.dtype(np.int64)
uint8: DType = np.dtype(np.uint8)
bool_: DType = np.dtype(np.bool_)

half, float_, double, int_, long = float16, float32, float64, int32, int64

_default: list[DType] = [float32]


def get_default_dtype() -> DType:
    """Return the dtype that Python floats become (float32 unless set)."""
    return _default[0]


def set_default_dtype(dtype: DType) -> None:
    """Make `dtype` the type of tensors created from Python floats.

    Raises TypeError when `dtype` is not a floating type.
    """
    if np.dtype(dtype).kind != "f":
        raise TypeError(f"the default dtype must be a floating type, not {np.dtype(dtype)}")
    _default[0] = np.dtype(dtype)


def from_python(data: Any) -> Array:
    """Turn nested lists or numbers into an array: floats become the default dtype, ints int64."""
    array = np.asarray(data)
    if array.dtype.kind == "O":
        raise ValueError("rows of different lengths do not make a tensor: pad them to one length")
    if isinstance(data, np.ndarray | np.generic):
        return array
    if array.dtype.kind == "i":  # in the browser, whose addresses have 32 bits, NumPy makes int32
        return array.astype(int64, copy=False)
    return array.astype(_default[0]) if array.dtype == float64 else array


def narrow(out: Array, arrays: list[Any]) -> Array:
    """Cast a float64 result to the default dtype unless some input array was float64 itself.

    This is the difference between NumPy's promotion (int64 with float32 gives float64) and
    PyTorch's (it gives float32).
    """
    for array in arrays:
        if isinstance(array, np.ndarray) and array.dtype == float64:
            return out
    widest = [a.dtype for a in arrays if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return out.astype(np.result_type(*widest) if widest else _default[0])
