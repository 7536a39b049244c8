"""A block of training becomes a list of events: which operation, when, how long, how much.

    with profile(memory=True) as prof:
        loss = model(x); loss.backward()
    print(prof.table())
    prof.export_chrome_trace("step.json")      # open in chrome://tracing or ui.perfetto.dev

Autograd tells an observer of each operation, forward and backward; nothing is patched, and without a
profiler the cost is one comparison an operation.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from tinytorch.autograd import engine
from tinytorch.autograd.engine import Backward, Variable
from tinytorch.profiler import cost, report
from tinytorch.profiler.trace import write_chrome_trace


@dataclass(frozen=True)
class Event:
    """One operation, or one named range of them.

    ``start`` and ``duration`` are seconds since the profiler began; ``self_time`` leaves out
    operations inside. ``flops`` and ``bytes`` are computed from shapes (see `cost`); ``peak`` is the
    memory in bytes that was in use at most during the operation beyond what was in use when the
    profile began, or None when memory was not traced. ``kind``: "forward", "backward" or "range".
    """

    name: str
    kind: str
    start: float
    duration: float
    self_time: float
    flops: int
    bytes: int
    peak: int | None
    shapes: tuple[tuple[int, ...], ...]
    depth: int


_active: list[profile] = []


class profile:  # noqa: N801 - PyTorch's name
    """Record the operations inside a ``with`` block; then ask for `table`, `events` or a trace.

    ``memory=True`` also traces allocations with tracemalloc, which sees NumPy's buffers exactly and
    slows everything down: take times from a run without it.

    Raises:
        RuntimeError: a profile inside a profile.
    """

    def __init__(self, memory: bool = False) -> None:
        self.memory = memory
        self.events: list[Event] = []
        self.peak: int | None = None
        self._open: list[float] = []  # for each operation under way, the time spent inside it
        self._began = 0.0
        self._base = 0
        self._owns_tracing = False
        self._outer: Any = None  # an observer that was there before: autocast, say

    def __enter__(self) -> profile:
        if _active:
            raise RuntimeError("a profile is running already; they do not nest")
        if self.memory:
            self._owns_tracing = not tracemalloc.is_tracing()
            if self._owns_tracing:
                tracemalloc.start()
            self._base = tracemalloc.get_traced_memory()[0]
            self.peak = 0
        _active.append(self)
        self._began = time.perf_counter()
        self._outer = engine._observer
        engine.observe(self._observe)
        return self

    def __exit__(self, *exc: object) -> None:
        engine.observe(self._outer)
        _active.remove(self)
        if self._owns_tracing:
            self._note_peak()
            tracemalloc.stop()

    def __repr__(self) -> str:
        return f"profile({len(self.events)} events, {self.seconds * 1e3:.3g} ms in operations)"

    @property
    def seconds(self) -> float:
        """Time in operations, without the Python between them."""
        return sum(event.self_time for event in self.events if event.kind != "range")

    @property
    def flops(self) -> int:
        """Floating-point operations of all events."""
        return sum(event.flops for event in self.events)

    def table(self, sort_by: str = "time", rows: int = 20) -> str:
        """Return a text table, one line an operation; sort by time, flops, bytes, peak or calls."""
        return report.table(self.events, sort_by, rows)

    def export_chrome_trace(self, path: Any) -> None:
        """Write the events as Chrome trace JSON to ``path``."""
        write_chrome_trace(self.events, path)

    def _note_peak(self) -> int:
        """Return the highest traced memory since the last call, above the base; start anew."""
        peak = max(0, tracemalloc.get_traced_memory()[1] - self._base)
        tracemalloc.reset_peak()
        self.peak = max(self.peak or 0, peak)
        return peak

    def _timed(self, compute: Callable[[], Any]) -> tuple[Any, float, float, float, int | None]:
        """Run ``compute``; return its result, start, duration, time of its own, and peak memory."""
        if self.memory:
            self._note_peak()
        self._open.append(0.0)
        start = time.perf_counter()
        try:
            result = compute()
        finally:
            duration = time.perf_counter() - start
            inside = self._open.pop()
            if self._open:
                self._open[-1] += duration
        peak = self._note_peak() if self.memory else None
        return result, start - self._began, duration, duration - inside, peak

    def _observe(self, op: Any, arrays: list[Any], compute: Callable[[], Any]) -> Any:
        """Stand between autograd and an operation."""
        backward = isinstance(op, Backward)
        inputs = list(op.node.arrays) if backward else arrays
        outer = self._outer
        work = compute if outer is None else lambda: outer(op, arrays, compute)
        result, start, duration, own, peak = self._timed(work)
        if backward:
            wanted = sum(isinstance(x, Variable) and x.requires_grad for x in op.node.inputs)
            flops = cost.backward_flops(op.node.op.name, inputs, arrays[0], wanted)
            gradients = [g.array if isinstance(g, Variable) else g for _, g in result]
            moved = cost.traffic([*arrays, *inputs, *gradients])
        else:
            out = np.asarray(result)
            flops = cost.forward_flops(op.name, arrays, out)
            moved = cost.traffic([*arrays, out])
        shapes = tuple(x.shape for x in inputs if isinstance(x, np.ndarray))
        kind = "backward" if backward else "forward"
        self.events.append(
            Event(op.name, kind, start, duration, own, flops, moved, peak, shapes, len(self._open))
        )
        return result

    @contextmanager
    def _range(self, name: str) -> Iterator[None]:
        start, depth = time.perf_counter(), len(self._open)
        try:
            yield
        finally:
            duration = time.perf_counter() - start
            self.events.append(
                Event(name, "range", start - self._began, duration, 0.0, 0, 0, None, (), depth)
            )


@contextmanager
def record_function(name: str) -> Iterator[None]:
    """Give a stretch of code a name in the profile that is running; without one, do nothing."""
    if not _active:
        yield
        return
    with _active[0]._range(name):
        yield
