"""Long cells ↔ the committed record of what they gave: `<chapter>.recorded.json` beside the chapter.

A cell tagged `recorded` takes too long for every build. Builds run it at smoke size, to prove that it
still runs, and then show the outputs that are committed here; `mlsysbook execute --recorded` runs it in
full and writes the file. Each cell's outputs are kept under a digest of its code, so that outputs of older
code are noticed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.files import digest, write_atomic
from build_tools.execute.notebook import code_of, tags

if TYPE_CHECKING:
    from nbformat import NotebookNode

VERSION = 1
RENEW = "Run it in full: mlsysbook execute --recorded"


def apply_recorded(notebook: NotebookNode, recorded: Path, page: Path) -> list[Diagnostic]:
    """Replace the outputs of long cells by the committed ones; return what the user should know.

    A cell without a record loses its outputs: those of a smoke run would pass for a result. `page` is the
    page's path for messages. Raises BuildError when the file is damaged.
    """
    stored = _read(recorded, page)
    problems = []
    for number, cell in _long_cells(notebook):
        outputs = stored.get(digest(code_of(cell)))
        if outputs is not None:
            cell.outputs = _nodes(outputs["outputs"])
            continue
        by_position = stored.get(f"cell {number}")
        cell.outputs = _nodes(by_position["outputs"]) if by_position else []
        what = "is older than its code" if by_position else "does not exist"
        problems.append(
            Diagnostic(
                code=Code.EXECUTE_STALE if by_position else Code.EXECUTE_NOT_RUN,
                message=f"the record of cell {number}, tagged recorded, {what}",
                remedy=RENEW,
                severity=Severity.WARNING,
                path=page,
                line=(cell.metadata.get("source_map") or [None])[0],
            )
        )
    return problems


def write_recorded(notebook: NotebookNode, recorded: Path, when: str) -> None:
    """Write the outputs of the long cells of a page that was run in full. Raises OSError."""
    cells = [
        {"cell": number, "source": digest(code_of(cell)), "outputs": cell.outputs}
        for number, cell in _long_cells(notebook)
    ]
    content = {"version": VERSION, "when": when, "cells": cells}
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    write_atomic(recorded, text)


def _long_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(n, cell) for n, cell in enumerate(code, start=1) if "recorded" in tags(cell)]


def _read(recorded: Path, page: Path) -> dict[str, dict[str, Any]]:
    """Return the stored cells twice: by digest of their code, and as "cell <number>"."""
    try:
        text = recorded.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        stored = json.loads(text)
        if stored["version"] != VERSION:
            raise ValueError(f"version {stored['version']} is unknown")
        found = {str(cell["source"]): cell for cell in stored["cells"]}
        found |= {f"cell {int(cell['cell'])}": cell for cell in stored["cells"]}
        for cell in found.values():
            _nodes(cell["outputs"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BuildError(
            Diagnostic(
                code=Code.RECORD_MALFORMED,
                message=f"{recorded.name} cannot be read: {error}",
                remedy=f"Restore it from version control. Or: {RENEW}",
                path=page.with_name(recorded.name),
            )
        ) from None
    return found


def _nodes(outputs: list[dict[str, Any]]) -> list[NotebookNode]:
    from nbformat import from_dict  # late, like every import of nbformat: it costs 0.1 s

    return [from_dict(output) for output in outputs]  # type: ignore[no-untyped-call]
