"""What the outputs of a page depend on → one fingerprint, and in words what changed since another.

The parts: code cells with the tags that matter to running, the kernel, two settings, every file of the
repository that the cells import directly or through one another, declared data files, the lock file, the
committed record of long cells, and the version of this package. Prose and display tags are not among
them. jupyter-cache's key, which myst-nb would use, holds cells and kernel only: with it a chapter goes on
showing what a module printed before it was changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from build_tools.core.book import Book, Page
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic
from build_tools.core.files import digest, digest_file
from build_tools.execute.imports import ImportGraph
from build_tools.execute.memo import Memo
from build_tools.execute.pages import Facts
from build_tools.execute.rules import rules_of

# Raise it when running the same cells would store something else.
VERSION = 1
LOCKS = ("requirements.lock", "uv.lock", "poetry.lock", "pixi.lock", "conda-lock.yml")


@dataclass(frozen=True)
class Parts:
    """Everything a page's outputs depend on. Files are relative to the repository, with digests."""

    version: int
    kernel: str
    settings: dict[str, bool]
    cells: list[str]
    imports: dict[str, str]
    data: dict[str, str]
    lock: str
    recorded: str

    @cached_property
    def fingerprint(self) -> str:
        """Thirty-two hexadecimal digits."""
        return digest(json.dumps(asdict(self), sort_keys=True))[:32]

    def to_json(self) -> dict[str, Any]:
        """Return the parts as JSON-ready values."""
        return asdict(self)


class Fingerprinter:
    """Finds the parts of each page of one book; reads a file only when it changed."""

    def __init__(self, book: Book, memo: Memo) -> None:
        self._book = book
        self._memo = memo
        self._names: dict[Path, str] = {}
        self._digests: dict[str, str] = {}
        self.root = repository(book.root)
        self._graph = ImportGraph(self.root, memo)

    def parts(self, page: Page, facts: Facts) -> tuple[Parts, dict[str, int], list[Diagnostic]]:
        """Return the parts, the first cell (from 1) that imports each file, and missing data files."""
        first: dict[Path, int] = {}
        for number, cell in enumerate(facts.cells, start=1):
            for path in self._graph.files(cell.imports, page.source.parent):
                first.setdefault(path, number)
        importers = {self._name(path): number for path, number in first.items()}
        data, problems = self._data(page, facts)
        rules = rules_of(self._book, facts.own)
        found = Parts(
            version=VERSION,
            kernel=rules.kernel,
            settings={
                "allow_errors": rules.allow_errors,
                "run_in_temp": rules.run_in_temp,
            },
            cells=[cell.digest for cell in facts.cells],
            imports={name: self._module(name) for name in sorted(importers)},
            data=data,
            lock=self._lock,
            recorded=self._recorded(page, facts),
        )
        return found, importers, problems

    def _data(self, page: Page, facts: Facts) -> tuple[dict[str, str], list[Diagnostic]]:
        found: dict[str, str] = {}
        problems = []
        for entry, line in facts.data:
            path = (page.source.parent / entry).resolve()
            if path.is_file():
                found[self._name(path)] = self._digest(path)
                continue
            found[entry] = "missing"
            problems.append(
                Diagnostic(
                    code=Code.EXECUTE_MISSING_DATA,
                    message=f"data file '{entry}' does not exist",
                    remedy="Paths under mlsysbook.data are relative to the page; mend it or add the file.",
                    path=page.source.relative_to(self._book.root),
                    line=line,
                )
            )
        return found, problems

    @cached_property
    def _lock(self) -> str:
        for name in LOCKS:
            path = self._book.root / name
            if path.is_file():
                return self._digest(path)
        return ""

    def _recorded(self, page: Page, facts: Facts) -> str:
        path = recorded_path(page)
        return self._digest(path) if facts.tagged("recorded") and path.is_file() else ""

    def _module(self, name: str) -> str:
        if name not in self._digests:
            self._digests[name] = self._digest(self.root / name)
        return self._digests[name]

    def _digest(self, path: Path) -> str:
        return str(self._memo.ask("digest", path, digest_file))

    def _name(self, path: Path) -> str:
        # The same modules come up in every chapter, and comparing paths is most of an unchanged plan.
        if path not in self._names:
            inside = path.is_relative_to(self.root)
            self._names[path] = path.relative_to(self.root).as_posix() if inside else str(path)
        return self._names[path]


def recorded_path(page: Page) -> Path:
    """Return where the committed record of a page's long cells lies: `<chapter>.recorded.json` beside it."""
    return page.source.with_name(f"{page.docname.rpartition('/')[2]}.recorded.json")


def repository(root: Path) -> Path:
    """Return the repository that a book lies in: the nearest folder with `.git`, else the book itself."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return folder
    return root


def changes(old: dict[str, Any], new: Parts, importers: dict[str, int]) -> Iterator[str]:
    """Say what differs from the stored parts `old`, as `mlsysbook execute --why` prints it."""
    if old.get("version") != new.version:
        yield "the way cells are executed changed"
    if old.get("kernel") != new.kernel:
        yield f"kernel changed from {old.get('kernel')} to {new.kernel}"
    for name, value in new.settings.items():
        if (old.get("settings") or {}).get(name) != value:
            yield f"execute.{name} is now {str(value).lower()}"
    yield from _cell_changes(list(old.get("cells") or []), new.cells)
    for name, change in _file_changes(old.get("imports") or {}, new.imports):
        by = f"imported by cell {importers[name]}" if name in importers else "no longer imported"
        yield f"{name} {change} ({by})"
    for name, change in _file_changes(old.get("data") or {}, new.data):
        yield f"{name} {change} (declared data)"
    if old.get("lock", "") != new.lock:
        yield "the lock file changed"
    if old.get("recorded", "") != new.recorded:
        yield "the committed record of long cells changed"


def _cell_changes(old: list[str], new: list[str]) -> Iterator[str]:
    if len(old) == len(new):
        yield from (
            f"cell {number} changed"
            for number, (was, now) in enumerate(zip(old, new, strict=True), start=1)
            if was != now
        )
        return
    # The first difference is where the cell was put in or taken out; later ones only moved.
    first = next(
        (at for at, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), None
    )
    number = min(len(old), len(new)) + 1 if first is None else first + 1
    count = abs(len(new) - len(old))
    what = "added" if len(new) > len(old) else "removed"
    yield f"{count} cell{'s' if count > 1 else ''} {what}, from cell {number}"


def _file_changes(old: dict[str, str], new: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted({*old, *new}):
        if name not in old:
            yield name, "is new"
        elif name not in new:
            yield name, "was there"
        elif old[name] != new[name]:
            yield name, "is missing" if new[name] == "missing" else "changed"
