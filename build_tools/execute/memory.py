"""The machine, or the container that we run in → the bytes that one kernel may fill."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

CGROUPS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def share(beside: int | None) -> int:
    """Return the bytes that each of `beside` kernels may hold: together three quarters of the memory.

    None means one kernel for each core.
    """
    return total() * 3 // 4 // (beside or os.cpu_count() or 1)


def total() -> int:
    """Return the memory of the machine, or the smaller limit of the container, in bytes."""
    found = int(psutil.virtual_memory().total)
    for path in CGROUPS:
        try:
            text = path.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit():
            found = min(found, int(text))
    return found
