"""A site about to be published → what a browser needs to keep an edition: a list, a service worker.

The list names each file of the edition and of the shared folder, its size and the beginning of its SHA-256.
A browser that saves the edition takes all of them or none, so that no copy mixes two builds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from build_tools.builders import shared
from build_tools.core.book import Book
from build_tools.core.files import digest, digest_file, write_atomic

WORKER = "sw.js"
# The printed book is as large as all pages together; whoever wants it offline has it as a file.
_LEFT_OUT = ("_book/", "_sources/", ".")
_Stamps = dict[str, list[Any]]


def offline(
    book: Book, staged: Mapping[str, Path], beside: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files to publish besides the `staged` editions and the files `beside` them, by address."""
    memory = book.paths.cache / "digests.json"
    known = _load(memory)
    seen: _Stamps = {}
    common = [
        entry
        for name, folder in shared.staged(book).items()
        for entry in _list(folder, f"{name}/", known, seen)
    ]
    common += [(name, len(data), _short(data)) for name, data in sorted(beside.items())]
    extra = {WORKER: (shared.ROOT / "exercises/browser/service-worker.js").read_bytes()}
    codes = [each.code for each in book.editions]
    for name, folder in staged.items():
        files = _list(folder, f"{name}/" if name else "", known, seen) + common
        content = {
            "build": digest(json.dumps(files))[:16],
            "bytes": sum(size for _, size, _ in files),
            "files": files,
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        extra[f"{shared.FOLDER}/offline-{name or codes[0]}.json"] = text.encode()
    if seen != known:
        write_atomic(memory, json.dumps(seen))
    return extra


def _list(folder: Path, prefix: str, known: _Stamps, seen: _Stamps) -> list[tuple[str, int, str]]:
    entries = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(_LEFT_OUT) and not path.name.startswith("."):
            entries.append((prefix + name, path.stat().st_size, _digest(path, known, seen)))
    return entries


def _digest(path: Path, known: _Stamps, seen: _Stamps) -> str:
    """Return the beginning of a file's SHA-256, from memory while its size and time stamp are the same."""
    stat = path.stat()
    old = known.get(str(path))
    if old is None or old[:2] != [stat.st_size, stat.st_mtime_ns]:
        old = [stat.st_size, stat.st_mtime_ns, digest_file(path)[:16]]
    seen[str(path)] = old
    return str(old[2])


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def _load(path: Path) -> _Stamps:
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return {}
