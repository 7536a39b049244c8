"""Callables → samples of wall and CPU time, taken so that a comparison between them is fair.

Three habits make the difference. All callables are warmed up before the first sample. Samples are
interleaved: each round times every callable once, in an order drawn anew, so that a machine that slows
down for a second slows all of them. The garbage collector is off while a sample runs and on between
samples. Source of the method: Georges, Buytaert and Eeckhout 2007, doi:10.1145/1297027.1297033 (repeat
and report the spread); interleaving guards against drift, which repeating alone does not.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

# A sample shorter than this many steps of the clock is mostly rounding: at 20 steps it is within 5 %.
STEPS = 20


@dataclass(frozen=True, eq=False)
class Timing:
    """Samples of one callable, in seconds a call.

    `samples` holds wall-clock time and `cpu` the CPU time of all threads of the process, both of shape
    `(repeats,)` in the order taken. A sample is the mean of `inner` calls; `inner` is above 1 only for a
    callable too short for the clock, and then percentiles are those of means.
    """

    name: str
    samples: Samples = field(repr=False)
    cpu: Samples = field(repr=False)
    inner: int = 1

    @property
    def n(self) -> int:
        """How many samples."""
        return int(self.samples.size)

    @property
    def min(self) -> float:
        """The fastest sample: the least disturbed one."""
        return float(self.samples.min())

    @property
    def median(self) -> float:
        """Half of the samples took less."""
        return self.percentile(50)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The 25th and the 75th percentile: the middle half of the samples lies between them."""
        return self.percentile(25), self.percentile(75)

    def percentile(self, q: float) -> float:
        """Return the time that `q` percent of the samples stay below, interpolated linearly."""
        return float(np.percentile(self.samples, q))

    def __str__(self) -> str:
        low, high = self.quartiles
        return f"{self.name}: {self.median:.3g} s ({low:.3g} to {high:.3g}, n = {self.n})"


def measure(
    callables: Mapping[str, Callable[[], object]],
    *,
    repeats: int = 30,
    warmup: int = 3,
    inner: int | None = None,
) -> dict[str, Timing]:
    """Time each callable `repeats` times after `warmup` untimed calls, interleaved; by name.

    `inner` calls make one sample; by default as many as make it last 20 steps of the clock, which is 1
    for all but the shortest. What a callable returns is dropped inside the sample, so freeing it counts.
    An exception of a callable passes through. Raises ValueError when there is nothing to time.
    """
    if not callables:
        raise ValueError("measure needs at least one callable")
    if repeats < 1 or warmup < 0 or (inner is not None and inner < 1):
        raise ValueError("measure needs repeats >= 1, warmup >= 0 and inner >= 1")
    for function in callables.values():
        for _ in range(warmup):
            function()
    loops = {name: inner or _inner(function) for name, function in callables.items()}
    wall: dict[str, list[float]] = {name: [] for name in callables}
    cpu: dict[str, list[float]] = {name: [] for name in callables}
    order = list(callables)
    shuffle = random.Random(0).shuffle
    for _ in range(repeats):
        shuffle(order)
        for name in order:
            seconds, busy = _sample(callables[name], loops[name])
            wall[name].append(seconds)
            cpu[name].append(busy)
    return {
        name: Timing(name, _frozen(wall[name]), _frozen(cpu[name]), loops[name])
        for name in callables
    }


def resolution() -> float:
    """Return the smallest step of the wall clock seen in a few tries, in seconds.

    What the system promises (`time.get_clock_info`) is not what it does: a browser rounds its clock to
    5 or 100 microseconds against side-channel attacks.
    """
    steps = []
    for _ in range(10):
        start = now = time.perf_counter_ns()
        while now == start:
            now = time.perf_counter_ns()
        steps.append(now - start)
    return min(steps) * 1e-9


def _sample(function: Callable[[], object], inner: int) -> tuple[float, float]:
    """Return the mean wall and CPU seconds of `inner` calls."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        # The CPU clock is read outside the wall clock: it is the slower of the two to read.
        busy = time.process_time_ns()
        start = time.perf_counter_ns()
        if inner == 1:
            function()
        else:
            for _ in range(inner):
                function()
        end = time.perf_counter_ns()
        busy = time.process_time_ns() - busy
    finally:
        if collecting:
            gc.enable()
    return (end - start) * 1e-9 / inner, busy * 1e-9 / inner


def _inner(function: Callable[[], object]) -> int:
    """Double the number of calls until one sample lasts long enough for the clock."""
    enough = STEPS * resolution()
    inner = 1
    # The best of three: a sample that was interrupted would make a short callable look long enough.
    while min(_sample(function, inner)[0] for _ in range(3)) * inner < enough:
        inner *= 2
    return inner


def _frozen(values: list[float]) -> Samples:
    array = np.asarray(values, dtype=np.float64)
    array.flags.writeable = False
    return array
