"""Python's audit events, while a learner's code runs → what it may not do, refused where it is done."""

from __future__ import annotations

import builtins
import sys
from typing import Any

globals()["__builtins__"] = dict(vars(builtins))

WORK = "work.py"
_ANYBODY = ("sys.settrace", "sys.setprofile", "sys._current_frames", "sys.addaudithook")
_DIRECTLY = ("sys._getframe", "gc.get_objects", "gc.get_referrers", "gc.get_referents")
_ATTRIBUTES = ("__code__", "__defaults__", "__kwdefaults__", "tb_frame", "gi_frame")
# Files of the exercise itself: natively they may lie on the same disk.
_FILES = ("solution.py", "tests.py", "hints.md")


class RefusedError(RuntimeError):
    """The code reached for something that only the tests have."""


def watch() -> list[str]:
    """Start to watch; returns the list to which every refusal is added. There is no way to stop it."""
    said: list[str] = []
    getframe, busy = sys._getframe, [False]

    def hook(event: str, values: tuple[Any, ...]) -> None:
        if busy[0] or not event.startswith(("sys.", "gc.", "ctypes.", "object.", "open", "import")):
            return
        busy[0] = True
        try:
            asked = getframe(1)
            own = asked.f_code.co_filename == WORK
            what = _refused(event, values, own)
        finally:
            busy[0] = False
        if what:
            said.append(what)
            raise RefusedError(f"{what} is not for the code that is graded")

    sys.addaudithook(hook)
    return said


def _refused(event: str, values: tuple[Any, ...], own: bool) -> str:
    if event in _ANYBODY:
        return event
    if own and (event in _DIRECTLY or event.startswith("ctypes.")):
        return event
    if own and event.startswith("object.") and len(values) > 1 and values[1] in _ATTRIBUTES:
        return str(values[1])
    if event == "open" and isinstance(values[0], str):
        path = values[0].replace("\\", "/")
        if path.rsplit("/", 1)[-1] in _FILES or "/mutants/" in path:
            return "opening " + path.rsplit("/", 1)[-1]
    return ""
