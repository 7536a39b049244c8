"""A page's file → the facts that planning needs: its code cells, kernel and declared data. JSON-ready."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from build_tools.core.book import Book, Page
from build_tools.core.files import digest
from build_tools.execute.imports import Import, imports_of
from build_tools.execute.memo import Memo
from build_tools.execute.notebook import (
    code_cells,
    code_of,
    has_all_outputs,
    read_notebook,
    reader_options,
    tags,
)
from build_tools.execute.rules import mapping, own_rules

# Tags that change what running gives. Others, and prose, change only how it is shown.
RUNNING_TAGS = ("measure", "raises-exception", "recorded", "skip-execution")


@dataclass(frozen=True)
class Cell:
    """One code cell: a digest of its source and running tags, the imports in it, and those tags."""

    digest: str
    imports: tuple[Import, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What planning needs of one page. `data` holds declared files with the line that declares each,
    `own` the rules that the page sets for itself (`rules.own_rules`).
    `complete` is True when every cell already has an output in the source, as a saved `.ipynb` may.
    """

    cells: tuple[Cell, ...]
    own: dict[str, Any]
    data: tuple[tuple[str, int | None], ...]
    complete: bool

    def tagged(self, tag: str) -> bool:
        """Return True when any cell has the tag."""
        return any(tag in cell.tags for cell in self.cells)


class PageReader:
    """Reads the pages of one book, once for each change of a file."""

    def __init__(self, book: Book, memo: Memo) -> None:
        self._memo = memo
        self._formats, self._extensions = reader_options(book)

    def facts(self, page: Page) -> Facts | None:
        """Return the facts of a page, None when it is no notebook. Raises BuildError, OSError."""
        suffixes = (".md", ".ipynb", *self._formats)
        if not page.source.name.endswith(suffixes):
            return None
        found = self._memo.ask("page", page.source, self._read)
        if found is not None and found["loads"]:
            # A cell may take its code from another file (`:load:`), which the page's stat says nothing of.
            found = self._read(page.source)
        return None if found is None else _facts(found)

    def _read(self, path: Path) -> dict[str, Any] | None:
        notebook = read_notebook(path, self._formats, self._extensions)
        if notebook is None:
            return None
        cells = []
        for cell in code_cells(notebook):
            running = [tag for tag in RUNNING_TAGS if tag in tags(cell)]
            cells.append(
                [
                    digest(code_of(cell), *running),
                    [list(each) for each in imports_of(cell.source)],
                    running,
                ]
            )
        declared = mapping(notebook.metadata.get("mlsysbook")).get("data") or []
        declared = [declared] if isinstance(declared, str) else declared
        return {
            "cells": cells,
            "own": own_rules(notebook.metadata),
            "data": [[str(entry), _line_of(path, str(entry))] for entry in declared],
            "loads": any("load" in cell.metadata for cell in code_cells(notebook)),
            "complete": has_all_outputs(notebook),
        }


def settings(book: Book) -> str:
    """Return what the facts of a page depend on besides its file."""
    return json.dumps(reader_options(book), sort_keys=True, default=str)


def excluded_by(book: Book, source: Path) -> str | None:
    """Return the pattern of `execute.exclude_patterns` that a page's path matches, None if none does.

    myst-nb's rule: a pattern is matched from the right end of the absolute path.
    """
    path = PurePosixPath(source.as_posix())
    return next((each for each in book.config.execution.exclude if path.match(each)), None)


def _facts(found: dict[str, Any]) -> Facts:
    cells = tuple(
        Cell(
            digest=str(mark),
            imports=tuple((level, module, tuple(names)) for level, module, names in imports),
            tags=tuple(running),
        )
        for mark, imports, running in found["cells"]
    )
    data = tuple((str(entry), line) for entry, line in found["data"])
    return Facts(cells, dict(found["own"]), data, bool(found["complete"]))


def _line_of(path: Path, entry: str) -> int | None:
    if path.suffix == ".ipynb":
        return None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if entry in line:
            return number
    return None
