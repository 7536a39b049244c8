"""An output folder that cannot be written → a diagnostic that says why."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

_REASONS = {
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would be larger than is allowed",
    errno.ENOTDIR: "a file is in the way of a folder",
    errno.EEXIST: "a file is in the way of a folder",
}


@contextmanager
def writable(output: Path) -> Iterator[None]:
    """Raise BuildError for the errors of the operating system that a user can mend; pass on others."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REASONS:
            raise
        raise BuildError(
            Diagnostic(
                code=Code.BUILD_OUTPUT_UNWRITABLE,
                message=f"cannot write {error.filename or output}: {_REASONS[error.errno]}",
                remedy="Make room or give the permission, or choose another place with --path-output.",
                path=output,
            )
        ) from error
