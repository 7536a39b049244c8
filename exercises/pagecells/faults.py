"""An exception in a cell → what the page shows: the reader's own lines, the message, what can be done.

Frames of the interpreter and of libraries are left out, but for the innermost, which says where the trouble
came up; a reader cannot mend them. Nothing is hidden for good: the whole traceback is there as text.
"""

from __future__ import annotations

import linecache
import traceback
from types import TracebackType
from typing import Any

from pagecells.hints import hint

PREFIX = "<cell "
# Of a longer list of frames, so many are kept at each end.
ENDS = 4


def name_of(number: int) -> str:
    """Return the file name that a cell's code is compiled under."""
    return f"{PREFIX}{number}>"


def remember(name: str, source: str) -> None:
    """Let tracebacks quote the lines of a cell."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)


def fault(error: BaseException, packages: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return {kind, message, frames: [{cell, line, text}], where, hint, whole} of an exception."""
    whole = "".join(traceback.format_exception(error))
    stack = traceback.extract_tb(error.__traceback__)
    frames = [
        {
            "cell": _number(each.filename),
            "line": each.lineno,
            "text": each.line or "",
            "in": each.name,
        }
        for each in stack
        if each.filename.startswith(PREFIX)
    ]
    if isinstance(error, SyntaxError) and str(error.filename).startswith(PREFIX):
        text = (error.text or "").rstrip()
        frames = [
            {"cell": _number(str(error.filename)), "line": error.lineno, "text": text, "in": ""}
        ]
    if len(frames) > 2 * ENDS:  # a function that calls itself without end
        frames = [*frames[:ENDS], *frames[-ENDS:]]
    last = stack[-1] if stack else None
    library = (
        frames
        and last is not None
        and "site-packages/" in last.filename
        and "/pagecells/" not in last.filename
    )
    return {
        "kind": type(error).__name__,
        "message": _message(error),
        "frames": frames,
        "where": f"{_short(last.filename)}, line {last.lineno}"
        if library and last is not None
        else "",
        "hint": hint(error, packages),
        "whole": _from_the_cell(whole),
    }


def own(error: BaseException) -> BaseException:
    """Return `error` with the traceback starting at the first frame of a cell, where it has one."""
    at: TracebackType | None = error.__traceback__
    while at is not None and not at.tb_frame.f_code.co_filename.startswith(PREFIX):
        at = at.tb_next
    return error.with_traceback(at) if at is not None else error


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(error.msg)
    return "".join(traceback.format_exception_only(error)).strip().partition(": ")[2]


def _number(filename: str) -> int:
    return int(filename.removeprefix(PREFIX).removesuffix(">"))


def _short(filename: str) -> str:
    return filename.rpartition("site-packages/")[2].rpartition("python3.12/")[2] or filename


def _from_the_cell(text: str) -> str:
    """Drop the runner's own frames at the head of each traceback."""
    lines, kept, skipping = text.splitlines(), [], False
    for line in lines:
        if line.startswith("  File "):
            skipping = any(each in line for each in ("/pagecells/", "_pyodide", "/ast.py"))
        elif not line.startswith("    "):
            skipping = False
        if not skipping:
            kept.append(line)
    return "\n".join(kept)
