"""A staged site → the published one, in a single step that a reader or a kill never sees half done.

The new site is put together beside the old one. A file whose bytes did not change is a second name (hard
link) of the published file, never of the staged one: Sphinx rewrites staged files in place.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# Staged but of no use to a reader.
_UNPUBLISHED = {".buildinfo", ".key", ".owned"}
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def publish(
    staged: Mapping[str, Path], extra: Mapping[str, bytes], target: Path
) -> tuple[str, ...]:
    """Make `target` hold each staged folder under its name ('' for the top) and the `extra` files.

    Returns the files that are new or different, relative to `target`. Raises OSError, and then `target` is
    as it was.
    """
    recover(target)
    fresh = target.with_name(f".{target.name}.next")
    fresh.mkdir(parents=True)
    changed: list[str] = []
    for name, folder in sorted(staged.items()):
        for source, relative in _files(folder, Path(name)):
            if _place(source, target / relative, fresh / relative):
                changed.append(relative.as_posix())
    for name, content in sorted(extra.items()):
        destination = fresh / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(content)
    swap(fresh, target)
    return tuple(changed)


def recover(target: Path) -> None:
    """Clear what a killed build left beside `target`; bring back a site that was moved aside."""
    aside = target.with_name(f".{target.name}.old")
    if aside.exists() and not target.exists():
        aside.rename(target)
    for leftover in (aside, target.with_name(f".{target.name}.next")):
        if leftover.exists():
            shutil.rmtree(leftover)


def swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target` and delete what was there. Raises OSError."""
    if not target.exists():
        fresh.rename(target)
        return
    aside = target.with_name(f".{target.name}.old")
    if _exchange(fresh, target):
        fresh.rename(aside)
    else:
        # No atomic exchange here; `recover` mends a kill between these two.
        target.rename(aside)
        fresh.rename(target)
    shutil.rmtree(aside)


def signature(folder: Path) -> str:
    """Return what tells one state of a published folder from another: names, sizes and time stamps."""
    entries = []
    for path, relative in _files(folder, Path()):
        stat = path.stat()
        entries.append(f"{relative.as_posix()}:{stat.st_size}:{stat.st_mtime_ns}")
    return "\n".join(entries)


def _files(folder: Path, prefix: Path) -> Iterator[tuple[Path, Path]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            yield from _files(Path(entry.path), prefix / entry.name)
        elif entry.name not in _UNPUBLISHED:
            yield Path(entry.path), prefix / entry.name


def _place(source: Path, old: Path, new: Path) -> bool:
    new.parent.mkdir(parents=True, exist_ok=True)
    if _equal(source, old):
        try:
            os.link(old, new)
            return False
        except OSError as error:
            # A file system without hard links, or too many of them: copy instead.
            if error.errno not in (errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP):
                raise
    shutil.copyfile(source, new)
    stat = source.stat()
    os.utime(new, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    new.chmod(0o644)
    return True


def _equal(source: Path, old: Path) -> bool:
    try:
        ours, theirs = source.stat(), old.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    if ours.st_size != theirs.st_size:
        return False
    # A copy keeps its source's time stamp, so equal stamps mean equal bytes, as rsync has it.
    return ours.st_mtime_ns == theirs.st_mtime_ns or filecmp.cmp(source, old, shallow=False)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names atomically; False where the system or the file system cannot."""
    first, second = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        status = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
        return int(status) == 0
    if sys.platform == "darwin":
        return int(libc.renamex_np(first, second, _RENAME_SWAP)) == 0
    return False
