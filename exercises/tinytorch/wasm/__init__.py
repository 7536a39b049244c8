"""Matrix products of float32 by WebAssembly's vector instructions, for Python in the browser.

`product.c` is the kernel; this module turns arrays into the addresses, sizes and strides that it wants.
ctypes loads it as it loads any library, so nothing here knows Pyodide.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tinytorch.dtypes import Array, float32

# As in product.c.
_COLS, _ROWS, _DEPTH = 8, 4, 256
# Multiplications below which einsum or `@` is done before the call (about 0.1 ms) has begun.
_WORTHWHILE = 1 << 17


@cache
def _kernel() -> Any:
    """Load the kernel; None where there is none: outside the browser, or in one without vectors."""
    if sys.platform != "emscripten":
        return None
    try:
        library = ctypes.CDLL(str(Path(__file__).with_name("product.wasm")))
    except OSError:  # a browser from before 2021 (Safari: 2023) refuses the instructions
        return None
    library.product_f32.argtypes, library.product_f32.restype = [ctypes.c_void_p], None
    return library.product_f32


def worthwhile(a: Array, b: Array) -> bool:
    """Say whether `product` can multiply these two and is likely the fastest to do so."""
    return (
        a.dtype == float32
        and b.dtype == float32
        and a.ndim <= 4
        and b.ndim <= 4
        and max(a.size * b.shape[-1], b.size * a.shape[-2]) >= _WORTHWHILE
        and a.flags.aligned
        and b.flags.aligned
        and _kernel() is not None
    )


def product(a: Array, b: Array, out: Array | None = None) -> Array:
    """Multiply matrices (..., n, k) by (..., k, m) of float32, with at most two leading dimensions.

    Any strides will do for `a` and `b`. Raises ValueError when the inner sizes differ or leading ones do
    not broadcast.
    """
    (n, k), m = a.shape[-2:], b.shape[-1]
    if b.shape[-2] != k:
        raise ValueError(f"product: inner sizes differ, {a.shape} and {b.shape}")
    batch = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    result = np.empty((*batch, n, m), float32)
    left, right, to = (_four(x, batch) for x in (a, b, result))
    strips = np.empty(_DEPTH * (-(-m // _COLS) * _COLS + _ROWS), float32)
    addresses = [x.__array_interface__["data"][0] for x in (left, right, to, strips)]
    strides = [[step // 4 for step in x.strides] for x in (left, right, to)]
    # The fields of `struct product`, each of 32 bits where addresses have 32 bits.
    numbers = [*addresses, *to.shape[:2], n, k, m, *strides[0], *strides[1], *strides[2][:3]]
    # By way of 64 bits, because addresses above 2 GB and negative strides share one list.
    fields = np.array(numbers, np.int64).astype(np.int32)
    _kernel()(fields.__array_interface__["data"][0])
    if out is None:
        return result
    np.copyto(out, result)
    return out


def _four(x: Array, batch: tuple[int, ...]) -> Array:
    """View a matrix or a batch of them as (outer, inner, rows, columns)."""
    x = np.broadcast_to(x, (*batch, *x.shape[-2:]))
    return x[(None,) * (4 - x.ndim)]
