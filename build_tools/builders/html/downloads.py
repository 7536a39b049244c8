"""A page with code cells → the notebook and the script that a reader can take away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.builders.html.notebook_wheel import install_cell, place_wheel
from build_tools.core.book import Book, Page
from build_tools.core.files import write_if_changed
from build_tools.execute import load
from build_tools.execute.notebook import code_cells, read_notebook, reader_options

FOLDER = "_notebooks"
# What the build noted in cells; of no use, or not the same on every machine, elsewhere.
_OURS = ("source_map", "seconds", "mystnb", "execution")


def write_downloads(book: Book, docname: str, site: Path, address: str = "") -> tuple[str, ...]:
    """Write the page's files under `site`; returns their addresses from its root, none without cells.

    `address` is the site's on the network; with it the notebook says where our packages come from.

    Raises BuildError when the page's stored outputs are damaged.
    """
    page = book.by_docname.get(docname)
    if page is None:
        return ()
    formats, extensions = reader_options(book)
    notebook = read_notebook(page.source, formats, extensions)
    names = (f"{FOLDER}/{docname}.ipynb", f"{FOLDER}/{docname}.py")
    if notebook is None or not code_cells(notebook):
        for name in names:
            (site / name).unlink(missing_ok=True)
        return ()
    _place_outputs(notebook, book, docname)
    first = None
    if address and place_wheel(book, site / FOLDER):
        sources = [str(cell.source) for cell in code_cells(notebook)]
        first = install_cell(f"{address.rstrip('/')}/{FOLDER}/", sources)
    texts = (_notebook(notebook, first), _script(notebook, page, book))
    for name, content in zip(names, texts, strict=True):
        write_if_changed(site / name, content)
    return names


def _place_outputs(notebook: Any, book: Book, docname: str) -> None:
    executed = load(book, docname)
    if executed is None:
        return
    ours, theirs = code_cells(notebook), code_cells(executed.notebook)
    if len(ours) != len(theirs):
        return  # The page has changed since; its cells go without outputs rather than with others'.
    for cell, done in zip(ours, theirs, strict=True):
        cell["outputs"] = done.get("outputs", [])
        cell["execution_count"] = done.get("execution_count")


def _notebook(notebook: Any, first: dict[str, Any] | None) -> str:
    cells = [] if first is None else [first]
    for number, cell in enumerate(notebook.cells, 1):
        kept = {key: value for key, value in cell.metadata.items() if key not in _OURS}
        # Identifiers are random where a reader makes them; a build gives the same bytes each time.
        cells.append({**cell, "id": f"cell-{number}", "metadata": kept})
    kernel = notebook.metadata.get("kernelspec")
    document = {
        "cells": cells,
        "metadata": {"kernelspec": kernel} if kernel else {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _script(notebook: Any, page: Page, book: Book) -> str:
    """Return the cells as a script in the percent format, which editors open as cells."""
    title = page.title or page.docname
    parts = [f"# {book.config.title}: {title}\n"]
    for cell in notebook.cells:
        text = str(cell.source).strip("\n")
        if cell.cell_type == "code":
            parts.append(f"# %%\n{text}\n")
        else:
            lines = (f"# {line}".rstrip() for line in text.splitlines())
            parts.append("# %% [markdown]\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
