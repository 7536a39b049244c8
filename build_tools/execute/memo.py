"""What was learned from a file the last time → the same answer, as long as the file has not changed.

Planning asks the same of some hundred files at every build: their digest, what they import, which cells
they have. One `stat` a file answers when nothing changed. The memo only saves time: a damaged one is
dropped, and every entry can be computed again.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from build_tools.core.files import digest, write_atomic

VERSION = 3

# A file that changes twice within one tick of the file system's clock may look unchanged: what was
# scanned this soon after its last change is scanned again.
TICK_NS = 50_000_000


class Memo:
    """Answers about files, by the kind of question and the path; kept in one JSON file.

    `settings` is whatever else the answers depend on; when it changes, all of them are forgotten.
    """

    def __init__(self, path: Path, settings: str = "") -> None:
        self.path = path
        self._key = digest(str(VERSION), settings)
        self._old = self._load()
        self._new: dict[str, list[Any]] = {}

    def ask(self, kind: str, path: Path, answer: Callable[[Path], Any]) -> Any:
        """Return `answer(path)`, a JSON-ready value, computed only if the file changed. Raises OSError."""
        name = f"{kind}:{path}"
        if name in self._new:
            return self._new[name][2]
        found = path.stat()
        stat = [found.st_mtime_ns, found.st_size, found.st_ino]
        entry = self._old.get(name)
        if entry is None or entry[0] != stat or entry[1] - stat[0] < TICK_NS:
            # Taken before reading, so that a change during the reading shows next time.
            now = time.time_ns()
            entry = [stat, now, answer(path)]
        self._new[name] = entry
        return entry[2]

    def save(self) -> None:
        """Keep the answers for the next time; those that nobody asked for stay too."""
        merged = {**self._old, **self._new}
        if merged == self._old:
            return
        # A read-only output folder must not stop a plan from being shown.
        with contextlib.suppress(OSError):
            write_atomic(self.path, json.dumps({"key": self._key, "entries": merged}))

    def _load(self) -> dict[str, list[Any]]:
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(stored, dict) or stored.get("key") != self._key:
            return {}
        entries = stored.get("entries")
        if not isinstance(entries, dict):
            return {}
        return {name: entry for name, entry in entries.items() if _sound(entry)}


def _sound(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 3 and isinstance(entry[1], int)
