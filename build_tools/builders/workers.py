"""One function, several processes: pages are shared out among forks of this process.

Sphinx's own parallel mode pickles what it hands over and refuses to start when one extension is silent about
it. A fork has the loaded environment for nothing, and only what comes back is pickled. This process takes the
first share itself, so two cores mean one fork.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Generic, NoReturn, TypeVar

Result = TypeVar("Result")
_PR_SET_PDEATHSIG = 1
_SLOT = struct.Struct("q")


class WorkerError(Exception):
    """A worker ended without a result; the message holds its traceback."""


def shares(items: Sequence[str], weight: Callable[[str], int], number: int) -> list[list[str]]:
    """Cut `items` into at most `number` runs of about equal weight, in order, none empty."""
    total = sum(weight(item) for item in items) or 1
    runs: list[list[str]] = [[] for _ in range(number)]
    done = 0
    for item in items:
        runs[min(number - 1, done * number // total)].append(item)
        done += weight(item)
    return [run for run in runs if run]


class Counter:
    """Counts steps over all workers: one slot each, in memory that forks share."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._memory = mmap.mmap(-1, _SLOT.size * workers)

    def step(self, worker: int) -> int:
        """Count one step of `worker`; returns the sum over all."""
        (own,) = _SLOT.unpack_from(self._memory, worker * _SLOT.size)
        _SLOT.pack_into(self._memory, worker * _SLOT.size, own + 1)
        return sum(
            _SLOT.unpack_from(self._memory, each * _SLOT.size)[0] for each in range(self._workers)
        )


class Fork(Generic[Result]):
    """`work` in a fork of this process; `result` waits for what it returns."""

    def __init__(self, work: Callable[[], Result]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self._end, answer = os.pipe()
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._end)
            _work(work, answer, parent)
        os.close(answer)

    def result(self) -> Result:
        """Return what the work returned, or raise what it raised. Call once."""
        with os.fdopen(self._end, "rb") as stream:
            data = stream.read()
        _, status = os.waitpid(self._pid, 0)
        self._pid = 0
        if not data:
            code = os.waitstatus_to_exitcode(status)
            raise WorkerError(f"a worker process ended with status {code}")
        succeeded, value = pickle.loads(data)
        if not succeeded:
            raise value
        return value  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            os.close(self._end)
            self._pid = 0


def _work(work: Callable[[], Any], answer: int, parent: int) -> NoReturn:
    _die_with(parent)
    # The parent ends its workers when the user interrupts it; their tracebacks would only be noise.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        try:
            data = pickle.dumps((True, work()), pickle.HIGHEST_PROTOCOL)
        except BaseException as error:
            data = _pickled(error)
        with os.fdopen(answer, "wb") as stream:
            stream.write(data)
    finally:
        os._exit(0)


def _pickled(error: BaseException) -> bytes:
    text = "".join(traceback.format_exception(error))
    # Where it was raised does not travel with it otherwise.
    error.add_note(f"In a worker process:\n{text}")
    try:
        data = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(data)  # some exceptions can be written but not read back
        return data
    except Exception:
        return pickle.dumps((False, WorkerError(text)), pickle.HIGHEST_PROTOCOL)


def _die_with(parent: int) -> None:
    """End this process when its parent is killed, so that nothing goes on writing pages."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
