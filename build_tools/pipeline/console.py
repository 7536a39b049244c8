"""Progress and diagnostics → lines for a person: alive on a terminal, terse anywhere else."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from build_tools.builders.result import Progress
from build_tools.core.diagnostics import Diagnostic

_STAGES = {
    "execute": "running cells",
    "load": "loading extensions",
    "read": "reading",
    "write": "writing",
    "search": "indexing",
    "lay out": "laying out pages",
    "print": "printing",
    "publish": "publishing",
}
_INTERVAL = 0.05


class Console:
    """Writes to `stream`; `quiet` leaves only diagnostics and what the user asked for."""

    def __init__(self, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.quiet = quiet
        self.stream = sys.stderr if stream is None else stream
        self.alive = self.stream.isatty() and not quiet
        self._stage = ""
        self._drawn = 0.0
        self._width = 0

    def report(self, progress: Progress) -> None:
        """Show a step: redrawn in place on a terminal, one line a stage elsewhere."""
        if self.quiet:
            return
        name = _STAGES.get(progress.stage, progress.stage)
        started = progress.stage != self._stage
        self._stage = progress.stage
        if not self.alive:
            if started:
                count = f" {progress.total} pages" if progress.stage in ("read", "write") else ""
                self._line(f"{name}{count}")
            return
        now = time.monotonic()
        if not started and now - self._drawn < _INTERVAL and progress.done != progress.total:
            return
        self._drawn = now
        count = f" {progress.done}/{progress.total}" if progress.total else ""
        text = f"{name}{count} {progress.item}"[: _columns() - 1]
        self.stream.write("\r" + text.ljust(self._width))
        self.stream.flush()
        self._width = len(text)

    def say(self, text: str) -> None:
        """Write a sentence, unless quiet."""
        if not self.quiet:
            self._line(text)

    def findings(self, diagnostics: Iterable[Diagnostic]) -> None:
        """List diagnostics once, then count them."""
        found = list(dict.fromkeys(diagnostics))
        for each in found:
            self._line(str(each))
        if found:
            counts = Counter(str(each.severity) for each in found)
            self._line(", ".join(_count(number, kind) for kind, number in sorted(counts.items())))

    def clear(self) -> None:
        """Take away a half-drawn line of progress."""
        if self._width:
            self.stream.write("\r" + " " * self._width + "\r")
            self._width = 0

    def _line(self, text: str) -> None:
        self.clear()
        self.stream.write(text + "\n")
        self.stream.flush()


def short(path: Path) -> str:
    """Return a path as a person would type it from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _count(number: int, kind: str) -> str:
    return f"{number} {kind}{'' if number == 1 else 's'}"


def _columns() -> int:
    return shutil.get_terminal_size().columns
