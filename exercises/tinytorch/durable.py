"""Bytes become a file that is whole or absent, whenever the process or the machine dies.

Writing over a file in place destroys the old content before the new one is there. So the new content
goes to a file beside it, is forced to the disk, and takes the name in one step (``rename`` replaces
a file atomically, on POSIX systems and on Windows). Without the first
``fsync`` a crash of the machine could leave the new name on an empty file, because the file system
may write the name before the data; without the second, the name itself could be lost.
"""

import os
import sys
from pathlib import Path


def write(path: str | os.PathLike[str], content: bytes) -> Path:
    """Put ``content`` at ``path`` durably and return the path.

    A reader, also one that comes after a kill -9 or a power cut, finds the old content or the new.
    A killed writer may leave ``.NAME.PID.tmp`` behind; see `sweep`.

    Raises:
        OSError: the folder is missing, full or read-only. The old content then still stands.
    """
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return target


def sweep(folder: Path) -> None:
    """Remove what killed writers left in ``folder``."""
    for leftover in folder.glob(".*.tmp"):
        leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Force the folder's entries to the disk, where there is one and folders can be opened."""
    if os.name != "posix" or sys.platform == "emscripten":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
