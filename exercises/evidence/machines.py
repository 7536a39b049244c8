"""The machine and the libraries that a cell runs on → a dict that travels with every record.

It names hardware and software, never the host, the user or a path, because records are published.
What a platform cannot tell (a browser tells little) is None.
"""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from evidence.blas import blas


def machine() -> dict[str, Any]:
    """Return cpu, cores, memory (bytes), os, python, numpy, blas, threads, load and date.

    `cores` are those this process may use, `threads` those that BLAS uses, `load` the number of processes
    that wanted to run, averaged over the last minute, `date` in UTC.
    """
    return {
        **_fixed(),
        "threads": blas().threads,
        "load": _load(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


@cache
def _fixed() -> dict[str, Any]:
    library = blas()
    return {
        "cpu": _cpu(),
        "cores": _cores(),
        "memory": _memory(),
        "os": _system(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": library.name,
    }


def _cpu() -> str | None:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() in ("model name", "Model", "Hardware"):
            return value.strip()
    if sys.platform == "darwin":
        return _sysctl("machdep.cpu.brand_string")
    return platform.processor() or platform.machine() or None


def _sysctl(name: str) -> str | None:
    # Only macOS needs a process for this; importing it fails under some builds for the browser.
    import subprocess

    done = subprocess.run(["/usr/sbin/sysctl", "-n", name], capture_output=True, text=True)
    return done.stdout.strip() or None


def _cores() -> int | None:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def _memory() -> int | None:
    if sys.platform == "emscripten":
        return None  # it answers with the size of its address space, and a load that it makes up
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def _system() -> str:
    if sys.platform == "linux":
        try:
            name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
        except OSError:
            name = "Linux"
        return f"{name}, kernel {platform.release()}"
    return f"{platform.system()} {platform.release()}".strip()


def _load() -> float | None:
    if sys.platform == "emscripten":
        return None
    try:
        return round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):
        return None
