"""Work cut into pieces that fit the processor's cache, and shared among threads.

A kernel of several NumPy calls over a large array reads it from memory once a call. Cut into pieces of
some 100 KB, all calls but the first find their piece in the cache. And since NumPy lets go of the
interpreter lock inside its loops, two threads work on two pieces at once.

`run(work, n, step)` calls `work(slice)` for the pieces of range(n), `share(tasks)` calls any tasks. The
order is not fixed, so they must not depend on each other; sums over pieces are added up by the caller
in fixed order, so that a run with the same number of threads gives the same bits.

These threads are the only ones: the BLAS is held to one. Its own threads wait by spinning, some 100 ms
after each product, and took the second core from the pieces that came next: a training step of the
benchmark's convolutional network went from 18.8 ms to 13.4 when they were told to sleep at once.
"""

from __future__ import annotations

import os
import sys
import threading
from _thread import allocate_lock
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from tinytorch import blas
from tinytorch.dtypes import Array

_ALONE = 1 << 15  # 128 KB of float32; at 4096 elements the calls cost more than the work
_TOGETHER = 1 << 17  # see piece()

_threads = 1
_blas_is_single = False  # set_num_threads could hold the BLAS to one thread


class _Helper(threading.Thread):
    """A thread that waits for work between calls; a daemon, so that it never holds the process up."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="tinytorch-helper")
        # Bare locks: a threading.Semaphore is Python code, some 10 us a hand-over.
        self._go, self._done = allocate_lock(), allocate_lock()
        self._go.acquire()
        self._done.acquire()
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
            except BaseException as error:  # finish() hands it to the caller
                self._error = error
            self._work = None
            self._done.release()

    def begin(self, work: Callable[[], None]) -> None:
        """Start `work` and return at once."""
        self._work = work
        self._go.release()

    def finish(self) -> BaseException | None:
        """Wait until it is done; return what it raised."""
        self._done.acquire()
        error, self._error = self._error, None
        return error


_helpers: list[_Helper] = []
_busy = threading.Lock()
_owner_pid = os.getpid()


def set_num_threads(count: int) -> None:
    """Use `count` threads in kernels and large products. Raises ValueError for less than one.

    The BLAS itself is held to one thread, for all of NumPy in this process. In the browser, which has
    no threads, the count stays one.
    """
    global _threads, _blas_is_single
    if count < 1:
        raise ValueError(f"at least one thread, not {count}")
    _blas_is_single = blas.set_threads(1)
    _threads = 1 if sys.platform == "emscripten" else count


def get_num_threads() -> int:
    """Return the number of threads in use."""
    return _threads


def shares_products() -> bool:
    """Say whether a large matrix product should be cut for `share`: not inside a shared task."""
    return _threads > 1 and _blas_is_single and not _busy.locked()


def piece() -> int:
    """Return how many elements a piece should have.

    Several threads take larger pieces than one: each NumPy call ends by asking for the interpreter
    lock, and a thread that finds it taken sleeps, some 40 us to wake up. With 32,768 elements a piece
    two threads were slower than one in layer norm (5.2 ms against 3.3), with 131,072 faster (2.6).
    """
    return _ALONE if _threads == 1 else _TOGETHER


def pieces(n: int, step: int) -> list[slice]:
    """Cut range(n) into pieces of at most `step`, as many as make all threads equally busy."""
    count = max(-(-n // max(step, 1)), 1)
    if count > 1:
        count = min(-(-count // _threads) * _threads, n)
    return [slice(i * n // count, (i + 1) * n // count) for i in range(count)]


def run(work: Callable[[slice], Any], n: int, step: int) -> list[Any]:
    """Call `work` on the pieces of range(n), at most `step` long; return the results in order."""
    return share([partial(work, part) for part in pieces(n, step)])


def share(tasks: list[Callable[[], Any]]) -> list[Any]:
    """Call `tasks` on all threads; return their results in order."""
    # A kernel inside a kernel, or in a second thread of the user's, runs alone.
    if _threads == 1 or len(tasks) == 1 or not _busy.acquire(blocking=False):
        return [task() for task in tasks]
    try:
        return _share(tasks)
    finally:
        _busy.release()


def _share(tasks: list[Callable[[], Any]]) -> list[Any]:
    results: list[Any] = [None] * len(tasks)
    queue: Iterator[int] = iter(range(len(tasks)))  # next() on it is atomic

    def drain() -> None:
        for i in queue:
            results[i] = tasks[i]()

    helpers = _awake(min(_threads, len(tasks)) - 1)
    for helper in helpers:
        helper.begin(drain)
    try:
        drain()
    finally:
        errors = _wait(helpers)
    for error in errors:
        raise error
    return results


def _wait(helpers: list[_Helper]) -> list[BaseException]:
    """Wait for all; return their errors. Ctrl-C leaves them to themselves, and new ones are started."""
    try:
        ended = [helper.finish() for helper in helpers]
    except BaseException:
        _helpers.clear()
        raise
    return [error for error in ended if error is not None]


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
    if out.size <= piece() or any(a.strides != out.strides or a.shape != out.shape for a in arrays):
        work(*arrays)
        return out
    flat = [
        a.ravel(order="K") for a in arrays
    ]  # views: the layout is dense, as empty_like makes it
    run(lambda part: work(*(a[part] for a in flat)), out.size, piece())
    return out
