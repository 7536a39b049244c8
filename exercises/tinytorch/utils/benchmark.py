"""Functions become times that can be compared: warmed up, interleaved, repeated, with their spread.

    fast, slow = compare({"kernel": f, "lesson": g})
    print(fast.median / slow.median)

Running all of A and then all of B measures the machine's mood as much as A and B. Here each round runs
every function once, in an order that turns, so that a busy minute hits all alike; the median forgets
outliers, and the spread says what a difference is worth.
"""

from __future__ import annotations

import gc
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from tinytorch import blas


@dataclass(frozen=True)
class Measurement:
    """The times of one function, in seconds a call; each of ``times`` is a mean over ``loops`` calls."""

    name: str
    times: list[float] = field(repr=False)
    loops: int

    @property
    def median(self) -> float:
        """The middle time."""
        return float(np.median(self.times))

    @property
    def best(self) -> float:
        """The shortest time: steadier than the median on a busy machine."""
        return min(self.times)

    def percentile(self, percent: float) -> float:
        """Return the time that ``percent`` of the times do not exceed."""
        return float(np.percentile(self.times, percent))

    def __repr__(self) -> str:
        return (
            f"{self.name}: median {_human(self.median)}, p10 {_human(self.percentile(10))}, "
            f"p90 {_human(self.percentile(90))}, best {_human(self.best)} "
            f"({len(self.times)} x {self.loops} calls)"
        )


def _human(seconds: float) -> str:
    """Format a time with its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def compare(
    functions: Mapping[str, Callable[[], object]],
    rounds: int = 30,
    warmup: int = 3,
    min_time: float = 1e-3,
) -> list[Measurement]:
    """Time ``functions`` in ``rounds`` interleaved rounds; return one measurement each, in order.

    Each is called ``warmup`` times first. A function shorter than ``min_time`` seconds is looped, so
    that the clock's own cost (about 50 ns) does not count. Garbage collection is off meanwhile.

    Raises:
        ValueError: no functions, or fewer than one round.
    """
    if not functions or rounds < 1:
        raise ValueError("compare needs at least one function and one round")
    names = list(functions)
    loops = {}
    for name in names:
        for _ in range(warmup):
            functions[name]()
        loops[name] = max(1, round(min_time / max(_time(functions[name], 1), 1e-9)))
    times: dict[str, list[float]] = {name: [] for name in names}
    collecting = gc.isenabled()
    gc.disable()
    try:
        for turn in range(rounds):
            for i in range(len(names)):
                name = names[(turn + i) % len(names)]
                times[name].append(_time(functions[name], loops[name]))
    finally:
        if collecting:
            gc.enable()
    return [Measurement(name, times[name], loops[name]) for name in names]


def _time(function: Callable[[], object], loops: int) -> float:
    """Return the mean seconds of ``loops`` calls."""
    start = time.perf_counter()
    for _ in range(loops):
        function()
    return (time.perf_counter() - start) / loops


def environment() -> dict[str, str]:
    """Return what a time depends on besides the code: versions, processor, threads, load."""
    try:
        load = f"{os.getloadavg()[0]:.2f}"
    except (AttributeError, OSError):  # Windows has no such call, and a browser no answer
        load = "unknown"
    settings = {k: v for k, v in os.environ.items() if k.startswith(("OPENBLAS_", "OMP_", "MKL_"))}
    found = blas.describe()
    return {
        "blas": f"{found.library}, {found.kernels} kernels, {found.threads} threads",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "platform": f"{sys.platform} {platform.machine()}",
        "cpus": str(os.cpu_count()),
        "load": load,
        "settings": " ".join(f"{k}={v}" for k, v in sorted(settings.items())) or "none",
    }
