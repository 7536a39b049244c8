"""What a finished build was made from → can the next one stop before it starts?

The manifest also is the mark of a whole build: it is removed before the first page is touched and written
after the last, so that staged pages without one come from a build that was killed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

import build_tools
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic
from build_tools.core.files import digest_file, write_atomic

VERSION = 1
_SKIPPED = {
    ".git",
    "node_modules",
    ".venv",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
}
Stamp = tuple[int, int]


@dataclass
class Manifest:
    """The inputs of a build (path → size, time stamp, digest), what it warned of, and its output's state."""

    tool: str
    published: str
    files: dict[str, tuple[int, int, str]]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    outside: tuple[str, ...] = ()


def path_of(book: Book, kind: str) -> Path:
    """Return where the manifest of one format lies."""
    return book.paths.cache / f"{kind}.json"


def tool_stamp() -> str:
    """Return what changes when this toolchain or an installed package does, at the cost of some `stat`s."""
    package = Path(build_tools.__file__).parent
    newest = max((stat[1] for _, stat in _walk(package, ())), default=0)
    site = [
        str(Path(each).stat().st_mtime_ns)
        for each in sys.path
        if each.endswith("site-packages") and Path(each).is_dir()
    ]
    return f"{sys.version}|{newest}|{','.join(site)}"


def stamps(book: Book, outside: Iterable[str]) -> dict[str, Stamp]:
    """Return size and time stamp of every file that can matter: the book's, and those in `outside`."""
    skipped = (*book.config.exclude, _inside(book))
    found = {str(path): stamp for path, stamp in _walk(book.root, tuple(filter(None, skipped)))}
    for folder in (book.paths.outputs, book.paths.records):
        if folder.is_dir():
            # Of executed outputs, what says which are current; execution keeps a memory of its own beside.
            kept = (each for each in _walk(folder, ()) if each[0].name != "memo.json")
            found.update((str(path), stamp) for path, stamp in kept)
    for name in outside:
        path = Path(name)
        if path.is_dir():
            found.update((str(each), stamp) for each, stamp in _walk(path, ()))
        elif path.is_file():
            stat = path.stat()
            found[name] = (stat.st_size, stat.st_mtime_ns)
    return found


def fingerprint(
    found: dict[str, Stamp], known: dict[str, tuple[int, int, str]], began: int
) -> dict[str, tuple[int, int, str]]:
    """Add digests; a file whose size and time stamp are known keeps its known digest.

    A file that changed after the build `began` (in nanoseconds) may have been read before the change: it gets
    a digest that nothing has, so that the next build looks at it.
    """
    result = {}
    for name, (size, when) in found.items():
        old = known.get(name)
        same = old is not None and old[:2] == (size, when)
        digest = old[2] if same and old else "" if when >= began else _digest(name)
        result[name] = (size, when, digest)
    return result


def unchanged(manifest: Manifest, found: dict[str, Stamp]) -> bool:
    """Return whether every input has the bytes that it had."""
    if found.keys() != manifest.files.keys():
        return False
    changed = [name for name, stamp in found.items() if manifest.files[name][:2] != stamp]
    return all(
        manifest.files[name][0] == found[name][0] and manifest.files[name][2] == _digest(name)
        for name in changed
    )


def save(path: Path, manifest: Manifest) -> None:
    """Write the manifest; a reader sees the whole of it or none."""
    data = {
        "version": VERSION,
        "tool": manifest.tool,
        "published": _short(manifest.published),
        "outside": manifest.outside,
        "diagnostics": [each.to_json() for each in manifest.diagnostics],
        "files": manifest.files,
    }
    write_atomic(path, json.dumps(data))


def load(path: Path) -> Manifest | None:
    """Read a manifest; None when there is none or it cannot be understood, which costs one full build."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != VERSION:
            return None
        return Manifest(
            tool=data["tool"],
            published=data["published"],
            files={
                name: (size, when, digest) for name, (size, when, digest) in data["files"].items()
            },
            diagnostics=[Diagnostic.from_json(each) for each in data["diagnostics"]],
            outside=tuple(data["outside"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def same_output(manifest: Manifest, signature: str) -> bool:
    """Return whether the published folder still is what the build left."""
    return manifest.published == _short(signature)


def _short(text: str) -> str:
    return (
        text if len(text) == 64 and "\n" not in text else hashlib.sha256(text.encode()).hexdigest()
    )


def _digest(name: str) -> str:
    return digest_file(Path(name))


def _inside(book: Book) -> str:
    output = book.paths.output
    return output.relative_to(book.root).as_posix() if output.is_relative_to(book.root) else ""


def _walk(root: Path, skipped: tuple[str, ...]) -> Iterator[tuple[Path, Stamp]]:
    pending = [(str(root), "")]
    while pending:
        folder, prefix = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                relative = prefix + entry.name
                if entry.name in _SKIPPED or any(_matches(relative, each) for each in skipped):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{relative}/"))
                elif entry.is_file():
                    stat = entry.stat()
                    yield Path(entry.path), (stat.st_size, stat.st_mtime_ns)


def _matches(relative: str, pattern: str) -> bool:
    # Wider than Sphinx's matching (`*` crosses folders) only for patterns with a wildcard: then an
    # excluded page that Sphinx reads nevertheless is still among the build's dependencies.
    return relative == pattern.rstrip("/") or fnmatch(relative, pattern)
