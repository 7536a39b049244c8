"""Work cut into pieces that fit the processor's cache, and shared among threads.

A kernel of several NumPy calls over a large array reads it from memory once a call. Cut into pieces of
some 100 KB, all calls but the first find their piece in the cache. And since NumPy lets go of the
interpreter lock inside its loops, two threads work on two pieces at once.

`run(work, n, step)` calls `work(slice)` for the pieces of range(n). The order of pieces is not fixed,
so they must not depend on each other; sums over pieces are added up by the caller in fixed order, so
that a run with the same number of threads gives the same bits.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tinytorch import blas
from tinytorch.dtypes import Array

PIECE = 1 << 15  # elements of a piece: 128 KB of float32; at 4096 the calls cost more than the work

_threads = 1


class _Helper(threading.Thread):
    """A thread that waits for work between calls; a daemon, so that it never holds the process up."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="tinytorch-helper")
        self._go, self._done = threading.Semaphore(0), threading.Semaphore(0)
        self._work: Callable[[], None] | None = None
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Do what `begin` hands over, again and again."""
        while True:
            self._go.acquire()
            try:
                assert self._work is not None
                self._work()
            except BaseException as error:  # handed to the caller by finish()
                self._error = error
            self._work = None
            self._done.release()

    def begin(self, work: Callable[[], None]) -> None:
        """Start `work` and return at once."""
        self._work = work
        self._go.release()

    def finish(self) -> None:
        """Wait until it is done; raise what it raised."""
        self._done.acquire()
        error, self._error = self._error, None
        if error is not None:
            raise error


_helpers: list[_Helper] = []
_busy = threading.Lock()
_owner_pid = os.getpid()


def set_num_threads(count: int) -> None:
    """Use `count` threads in kernels and in BLAS. Raises ValueError for less than one.

    In the browser, which has no threads, it stays one.
    """
    global _threads
    if count < 1:
        raise ValueError(f"at least one thread, not {count}")
    blas.set_threads(count)
    _threads = 1 if sys.platform == "emscripten" else count


def get_num_threads() -> int:
    """Return the number of threads in use."""
    return _threads


def _pieces(n: int, step: int) -> list[slice]:
    return [slice(start, min(start + step, n)) for start in range(0, max(n, 1), step)]


def run(work: Callable[[slice], Any], n: int, step: int) -> list[Any]:
    """Call `work` on the pieces of range(n), `step` long; return the results in order."""
    pieces = _pieces(n, max(step, 1))
    # A kernel inside a kernel, or in a second thread of the user's, runs alone.
    if _threads == 1 or len(pieces) == 1 or not _busy.acquire(blocking=False):
        return [work(piece) for piece in pieces]
    try:
        return _run_shared(work, pieces)
    finally:
        _busy.release()


def _run_shared(work: Callable[[slice], Any], pieces: list[slice]) -> list[Any]:
    results: list[Any] = [None] * len(pieces)
    queue: Iterator[int] = iter(range(len(pieces)))  # next() on it is atomic

    def drain() -> None:
        for i in queue:
            results[i] = work(pieces[i])

    helpers = _awake(min(_threads, len(pieces)) - 1)
    blas.set_threads(1)  # the pieces are the parallelism
    try:
        for helper in helpers:
            helper.begin(drain)
        try:
            drain()
        finally:
            for helper in helpers:
                helper.finish()
    finally:
        blas.set_threads(_threads)
    return results


def _awake(count: int) -> list[_Helper]:
    """Return `count` helpers, started on first need; a forked child starts its own."""
    global _owner_pid
    if _owner_pid != os.getpid():
        _helpers.clear()
        _owner_pid = os.getpid()
    while len(_helpers) < count:
        _helpers.append(_Helper())
    return _helpers[:count]


def elementwise(work: Callable[..., None], like: Array, *others: Array) -> Array:
    """Return a new array o like `like`, filled by calls `work(o, like, *others)` on flat pieces.

    Arrays of one memory layout are cut; for mixed layouts `work` is called once on the whole.
    """
    out = np.empty_like(like)
    arrays = (out, like, *others)
    if out.size <= PIECE or any(a.strides != out.strides or a.shape != out.shape for a in arrays):
        work(*arrays)
        return out
    flat = [
        a.ravel(order="K") for a in arrays
    ]  # views: the layout is dense, as empty_like makes it
    run(lambda piece: work(*(a[piece] for a in flat)), out.size, PIECE)
    return out
