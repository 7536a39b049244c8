"""A page's source (`.md`, `.ipynb`, a custom format) → a notebook whose cells know their source lines.

The reader of MyST notebooks is myst-nb's own, so that what is executed here and what is rendered there
can never disagree on what a cell is. It does not need Sphinx.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Jupyter Book's own choice. It matters here: inside a `:::` fence a code cell is text, not a cell.
EXTENSIONS = ("colon_fence", "dollarmath", "linkify", "substitution", "tasklist")


def read_notebook(
    path: Path,
    formats: Mapping[str, Any] | None = None,
    extensions: Sequence[str] = EXTENSIONS,
) -> NotebookNode | None:
    """Read a page as a notebook, or return None when it is plain Markdown or reStructuredText.

    `formats` is myst-nb's `nb_custom_formats`, `extensions` the book's `myst_enable_extensions`. Each code
    cell carries `metadata.source_map = [first, last]`, lines of the file from 1, where the format has them.
    Raises BuildError when the file is not what its name says.
    """
    try:
        text = path.read_text(encoding="utf-8")
        notebook = _parse(path, text, formats or {}, extensions)
    except Exception as error:
        # Readers raise what they like (a KeyError of nbformat, myst-nb's own classes): all mean this.
        raise BuildError(
            Diagnostic(
                code=Code.EXECUTE_NOT_RUN,
                message=f"{path.name} cannot be read as a notebook: {str(error).splitlines()[0]}",
                remedy="Mend the front matter or a cell's options; open and save an .ipynb in Jupyter.",
                path=path,
            )
        ) from error
    if notebook is not None:
        _mark_lines(notebook, text, path)
    return notebook


def reader_options(book: Book) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what `read_notebook` needs to know of a book: its custom formats and Markdown extensions."""
    parse = book.config.raw.get("parse") or {}
    given = book.config.sphinx.get("myst_enable_extensions") or parse.get("myst_enable_extensions")
    formats = book.config.sphinx.get("nb_custom_formats") or {}
    return dict(formats), EXTENSIONS if given is None else tuple(map(str, given))


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells, in order; the first one is "cell 1" in messages."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def code_of(cell: NotebookNode) -> str:
    """Return a cell's code without blank ends, which readers keep or drop depending on its options."""
    return str(cell.source).strip("\n").rstrip()


def tags(cell: NotebookNode) -> list[str]:
    """Return a cell's tags."""
    return [str(tag) for tag in cell.metadata.get("tags") or []]


def _parse(
    path: Path, text: str, formats: Mapping[str, Any], extensions: Sequence[str]
) -> NotebookNode | None:
    # Imported late: planning an unchanged book reads no notebook, and these cost 0.3 s.
    import nbformat

    for suffix in sorted(formats, key=len, reverse=True):
        if path.name.endswith(suffix):
            return _custom(formats[suffix], text)
    if path.suffix == ".ipynb":
        notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
        return notebook
    if path.suffix != ".md":
        return None
    from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
    from myst_parser.config.main import MdParserConfig

    if not is_myst_markdown_notebook(text):
        return None
    config = MdParserConfig(enable_extensions=set(extensions))
    read: NotebookNode = read_myst_markdown_notebook(text, config, add_source_map=True, path=path)
    return read


def _custom(reader: Any, text: str) -> NotebookNode:
    """Call a reader as myst-nb does: `"module.function"` or `["module.function", {options}, …]`."""
    name, options = (reader, {}) if isinstance(reader, str) else (reader[0], dict(reader[1] or {}))
    module, _, function = str(name).rpartition(".")
    notebook: NotebookNode = getattr(importlib.import_module(module), function)(text, **options)
    return notebook


def _mark_lines(notebook: NotebookNode, text: str, path: Path) -> None:
    if path.suffix == ".ipynb":
        return
    lines = text.splitlines()
    starts = notebook.metadata.get("source_map") or []
    for cell, start in zip(notebook.cells, starts, strict=False):
        if cell.cell_type == "code":
            cell.metadata["source_map"] = _span(lines, start, cell.source.splitlines())


def _span(lines: list[str], start: int, body: list[str]) -> list[int]:
    """Return the first and last line of a cell's code; `start` is the line after its opening fence.

    Options stand between the fence and the code, and a cell may be loaded from another file, so the
    code is looked for; a cell that is not found keeps the line of its fence.
    """
    for at in range(start, min(start + 60, len(lines))):
        if [line.rstrip() for line in lines[at : at + len(body)]] == [b.rstrip() for b in body]:
            return [at + 1, at + max(len(body), 1)]
    return [start, start]


def has_all_outputs(notebook: NotebookNode) -> bool:
    """Return True when no code cell lacks an output: myst-nb's mode `auto` then runs nothing."""
    return all(cell.get("outputs") for cell in code_cells(notebook))


def dump(notebook: NotebookNode) -> str:
    """Return a notebook as JSON text, the same for the same content."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
