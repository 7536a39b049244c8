"""One build at a time for each output folder: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Pages may be built while cells run for minutes, so the two do not wait for each other.
SITE, CELLS = ".lock", ".lock-cells"


@contextmanager
def locked(output: Path, waiting: Callable[[str], None], name: str = SITE) -> Iterator[None]:
    """Hold a lock of `output`; while another process has it, say so once through `waiting` and wait.

    The kernel frees an advisory lock when its process ends, however it ends, so nothing is left to clean up
    after a kill. Raises OSError when the folder cannot be made or written.
    """
    path = output / name
    output.mkdir(parents=True, exist_ok=True)
    handle = _acquire(path, waiting)
    try:
        os.ftruncate(handle, 0)
        os.pwrite(
            handle, json.dumps({"pid": os.getpid(), "since": time.strftime("%H:%M:%S")}).encode(), 0
        )
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _acquire(path: Path, waiting: Callable[[str], None]) -> int:
    said = False
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not said:
                waiting(f"Waiting for another build of {path.parent} to end ({_holder(handle)}).")
                said = True
            fcntl.flock(handle, fcntl.LOCK_EX)
        # `clean` may have removed the file between our opening and our locking it.
        if _same_file(handle, path):
            return handle
        os.close(handle)


def _holder(handle: int) -> str:
    try:
        held = json.loads(os.pread(handle, 200, 0))
        return f"process {held['pid']}, since {held['since']}"
    except (ValueError, KeyError, TypeError):
        return "its process is just starting"


def _same_file(handle: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(handle)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)
