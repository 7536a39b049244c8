"""Typeset formulas kept between builds: one append-only file a kind, safe against kills and second writers.

A line is `checksum key json`. A writer appends whole lines in one call under a lock; a process that is killed
leaves at most a torn line, which its checksum betrays. Damage is taken out as soon as it is seen, and
what is missing is simply typeset again.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.core.files import write_atomic
from build_tools.sphinxext.math.formula import Kind, Typeset

# When a file outgrows this, what the present build did not ask for goes. 3,000 formulas take about 3 MB.
LIMIT = 64 * 2**20


class FormulaStore:
    """The formulas kept in `folder`. `damaged` counts lines found broken and removed since it was opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged = 0
        self._lines: dict[Kind, dict[str, bytes]] = {}
        self._used: dict[Kind, set[str]] = {}

    def get(self, kind: Kind, keys: Iterable[str]) -> dict[str, Typeset]:
        """Return those of `keys` that are kept. Raises OSError when the folder cannot be read."""
        lines = self._lines.get(kind)
        if lines is None:
            lines = self._lines[kind] = self._load(kind)
        wanted = {key: lines[key] for key in keys if key in lines}
        self._used.setdefault(kind, set()).update(wanted)
        return {key: Typeset.from_json(json.loads(line)) for key, line in wanted.items()}

    def put(self, kind: Kind, formulas: Mapping[str, Typeset]) -> None:
        """Keep `formulas` by their keys. Raises OSError when the folder cannot be written."""
        if not formulas:
            return
        fresh = {
            key: json.dumps(each.to_json(), ensure_ascii=False, separators=(",", ":")).encode()
            for key, each in formulas.items()
        }
        lines = self._lines.setdefault(kind, {})
        lines.update(fresh)
        self._used.setdefault(kind, set()).update(fresh)
        path = self._path(kind)
        with self._locked(kind):
            with path.open("ab") as stream:
                torn = stream.tell() > 0 and not _ends_with_newline(path)
                stream.write((b"\n" if torn else b"") + _encode(fresh))
            if path.stat().st_size > LIMIT:
                used = self._used[kind]
                write_atomic(path, _encode({key: lines[key] for key in lines if key in used}))

    def _load(self, kind: Kind) -> dict[str, bytes]:
        lines, broken = _read(self._path(kind))
        if not broken:
            return lines
        # Another process may have been in the middle of writing: only what is broken under the lock counts.
        with self._locked(kind):
            lines, broken = _read(self._path(kind))
            if broken:
                self.damaged += broken
                write_atomic(self._path(kind), _encode(lines))
        return lines

    def _path(self, kind: Kind) -> Path:
        return self.folder / f"{kind}.formulas"

    @contextlib.contextmanager
    def _locked(self, kind: Kind) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{kind}.lock").open("ab") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield


def _read(path: Path) -> tuple[dict[str, bytes], int]:
    """Return the whole lines of a file, by key, and the number of broken ones."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}, 0
    lines: dict[str, bytes] = {}
    broken = 0
    for line in data.split(b"\n"):
        checksum, _, rest = line.partition(b" ")
        key, _, value = rest.partition(b" ")
        if value and checksum == b"%08x" % zlib.crc32(rest):
            lines[key.decode("ascii")] = value
        elif line:
            broken += 1
    return lines, broken


def _encode(lines: Mapping[str, bytes]) -> bytes:
    rests = [key.encode("ascii") + b" " + value for key, value in lines.items()]
    return b"".join(b"%08x %s\n" % (zlib.crc32(rest), rest) for rest in rests)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, 2)
        return stream.read(1) == b"\n"
