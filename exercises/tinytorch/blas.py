"""Which BLAS NumPy multiplies with, on which kernels and how many threads.

Two runs of the same code on one machine can differ twofold because of the kernels that OpenBLAS
chose (or was told to choose by OPENBLAS_CORETYPE), so every benchmark prints them.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Blas:
    """`kernels` is OpenBLAS's name of the instruction set it uses, 'unknown' for another BLAS."""

    library: str
    kernels: str
    threads: int


@cache
def _openblas() -> tuple[Any, str] | None:
    """Return the OpenBLAS inside NumPy's wheel and the suffix of its function names."""
    folders = [Path(np.__file__).parent.parent / "numpy.libs", Path(np.__file__).parent / ".dylibs"]
    for path in (p for folder in folders for p in sorted(folder.glob("*openblas*"))):
        library = ctypes.CDLL(str(path))
        for prefix, suffix in (("scipy_", "64_"), ("scipy_", ""), ("", "64_"), ("", "")):
            if hasattr(library, f"{prefix}openblas_get_num_threads{suffix}"):
                return library, f"{prefix}openblas_{{}}{suffix}"
    return None


def describe() -> Blas:
    """Return the BLAS that NumPy has loaded."""
    found = _openblas()
    if found is None:
        return Blas("unknown", "unknown", 0)
    library, name = found
    core = getattr(library, name.format("get_corename"))
    core.restype = ctypes.c_char_p
    threads = getattr(library, name.format("get_num_threads"))()
    return Blas("OpenBLAS", core().decode(), threads)


def set_threads(count: int) -> bool:
    """Let BLAS use `count` threads; False where that cannot be set."""
    found = _openblas()
    if found is None:
        return False
    library, name = found
    getattr(library, name.format("set_num_threads"))(count)
    return True
