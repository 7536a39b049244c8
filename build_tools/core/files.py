"""Writing so that a reader never sees half a file, and hashing what was read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def write_atomic(path: Path, content: bytes | str) -> None:
    """Write `content` beside `path` and rename it there: readers see the old file or the new one.

    Parent folders are made. Text is UTF-8 with the newlines given. Raises OSError.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            # mkstemp makes files private; a published page must be readable by a web server.
            os.fchmod(stream.fileno(), 0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def write_if_changed(path: Path, content: bytes | str) -> bool:
    """Write like `write_atomic`, but leave an equal file, and so its time stamp, alone. True if written."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            return False
    except (FileNotFoundError, NotADirectoryError):
        pass
    write_atomic(path, data)
    return True


def digest(*parts: bytes | str) -> str:
    """Return a SHA-256 of the parts, in hexadecimal; where one part ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8") if isinstance(part, str) else part
        total.update(str(len(data)).encode("ascii") + b":")
        total.update(data)
    return total.hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
