"""NumPy as it was built and loaded → the name of its BLAS, and how many threads that uses now."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS")
# NumPy's own wheels prefix and suffix the symbols; distributions keep OpenBLAS's names.
FORMS = ("scipy_openblas_{}64_", "scipy_openblas_{}", "openblas_{}64_", "openblas_{}")


@dataclass(frozen=True)
class Blas:
    """The linear-algebra library: its name and version, and the threads it would use now, if known."""

    name: str | None
    threads: int | None


def blas() -> Blas:
    """Return what multiplies NumPy's matrices."""
    found = np.show_config(mode="dicts")
    built = (found or {}).get("Build Dependencies", {}).get("blas", {})
    name = " ".join(str(built[key]) for key in ("name", "version") if built.get(key)) or None
    if name == "auto":
        name = None  # NumPy was told to take what it finds, and found none: so it is in the browser
    core = _call("get_corename", ctypes.c_char_p)
    if name and isinstance(core, bytes):
        name = f"{name} ({core.decode('ascii', 'replace')})"
    return Blas(name, _threads())


def _threads() -> int | None:
    count = _call("get_num_threads", ctypes.c_int)
    if isinstance(count, int):
        return count
    for variable in VARIABLES:
        if os.environ.get(variable, "").isdigit():
            return int(os.environ[variable])
    return None


def _call(function: str, result: type[ctypes.c_int] | type[ctypes.c_char_p]) -> object:
    library = _library()
    for form in FORMS if library is not None else ():
        try:
            symbol = getattr(library, form.format(function))
        except AttributeError:
            continue
        symbol.restype = result
        return symbol()
    return None


@cache
def _library() -> ctypes.CDLL | None:
    """Return the OpenBLAS that this process has already loaded; Linux only, None elsewhere."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    paths = {line.split(maxsplit=5)[-1] for line in maps.splitlines() if "openblas" in line.lower()}
    for path in sorted(paths):
        try:
            return ctypes.CDLL(path)
        except OSError:
            continue
    return None
