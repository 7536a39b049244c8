"""A page with code cells → what its scripts need to run them: sources, reasons not to, data, words.

The sources come from the page's notebook, not from the colored HTML. A cell is found in the page by the
identifier `cell-<n>`, which counts the page's code cells from 1 as messages do.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from build_tools.builders import shared
from build_tools.builders.html.laboratory_words import words
from build_tools.core.book import Book, Page
from build_tools.core.files import digest_file
from build_tools.execute.notebook import code_cells, code_of, read_notebook, reader_options, tags
from build_tools.execute.rules import mapping, own_rules, rules_of

DATA = "_data"
WORKPLACE = "/book"
# Python packages that every page's Python brings: their data files need not travel twice.
_BROUGHT = ("exercises/tinytorch", "exercises/evidence")
_ABOUT = "mlsysbook_lab_cells"


def prepare(_app: Sphinx, config: Config) -> None:
    """Handle `config-inited`: have the shared folder ready, and every page rewritten when it is another."""
    book: Book | None = config.mlsysbook_book
    config.mlsysbook_lab_folder = shared.prepare(book) if book and config.mlsysbook_lab else ""


def number_cells(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Handle `doctree-resolved`: name each code cell, and mark those that a page can run."""
    if not app.config.mlsysbook_lab_folder:
        return
    cells = {cell["at"]: cell for cell in runnable(app, docname)}
    for node in doctree.findall(nodes.container):
        cell = cells.get(node.get("cell_index"))
        if cell is not None and node.get("nb_element") == "cell_code":
            node["ids"].append(f"cell-{cell['n']}")
            node["classes"].append("ml-native" if "off" in cell else "ml-runs")


def runnable(app: Sphinx, docname: str) -> list[dict[str, Any]]:
    """Return {n, at, code, small?, off?} of each code cell of a page of Python, else nothing.

    `at` is its place among all cells, `small` that it runs at smoke size, `off` why it cannot run.
    """
    known: dict[str, list[dict[str, Any]]] = app.__dict__.setdefault(_ABOUT, {})
    if docname not in known:
        known[docname] = _read(app.config.mlsysbook_book, docname)
    return known[docname]


def _read(book: Book, docname: str) -> list[dict[str, Any]]:
    page = book.by_docname.get(docname)
    notebook = None if page is None else read_notebook(page.source, *reader_options(book))
    if notebook is None or not rules_of(book, own_rules(notebook.metadata)).kernel.startswith("py"):
        return []
    places = [at for at, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    found = []
    for number, (at, cell) in enumerate(zip(places, code_cells(notebook), strict=True), start=1):
        about: dict[str, Any] = {"n": number, "at": at, "code": code_of(cell)}
        own = tags(cell)
        if "recorded" in own:
            about["small"] = True
        if "native" in own:
            about["off"] = "native"
        elif "skip-execution" in own:
            about["off"] = "skipped"
        found.append(about)
    return found


def add_laboratory(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle `html-page-context`: add the island, the scripts and the style sheets to pages that run."""
    folder = app.config.mlsysbook_lab_folder
    context["mlsysbook_lab"] = bool(folder)
    if not folder:
        return
    book: Book = app.config.mlsysbook_book
    top = context["pathto"]("", True) + ("" if book.flat else "../")
    body = str(context.get("body") or "")
    cells = [] if doctree is None else [each for each in runnable(app, pagename) if each["code"]]
    parts = [name for name, asked in _asked(body, cells).items() if asked]
    island = {
        "page": pagename,
        "edition": app.config.mlsysbook_edition,
        "site": top,
        "folder": f"{top}{folder}/",
        "place": f"{WORKPLACE}/{Path(pagename).parent.as_posix()}",
        "cells": [{key: value for key, value in each.items() if key != "at"} for each in cells],
        "project": book.project,
        "data": [
            {**each, "url": context["pathto"](each["url"], True)}
            for each in (_data(book, book.by_docname[pagename], Path(app.outdir)) if cells else ())
        ],
        "words": words(),
    }
    context["metatags"] = (context.get("metatags") or "") + _head(island, parts)


def _asked(body: str, cells: list[dict[str, Any]]) -> dict[str, bool]:
    practice = 'class="ml-practice"' in body or "data-practice" in body
    return {"lab": bool(cells), "practice": practice}


def _head(island: dict[str, Any], parts: list[str]) -> str:
    folder = island["folder"]
    text = json.dumps(island, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Nothing in a cell may close the element; the browser's parser looks for nothing else.
    lines = [
        f'<script type="application/json" id="ml-lab">{text.replace("<", chr(92) + "u003c")}</script>'
    ]
    for part in parts:
        lines.append(f'<link rel="stylesheet" href="{folder}{part}/{part}.css">')
        lines.append(f'<script type="module" src="{folder}{part}/start.mjs"></script>')
    return "\n" + "\n".join(lines) + "\n"


def _data(book: Book, page: Page, site: Path) -> list[dict[str, Any]]:
    """Copy the data files that the page declares into the site; return {path, url, size} of each.

    `path` is where a cell finds it in the page's Python, seen from where the page lies in the book.
    """
    notebook = read_notebook(page.source, *reader_options(book))
    declared = [] if notebook is None else mapping(notebook.metadata.get("mlsysbook")).get("data")
    found = []
    for name in declared or []:
        source = (page.source.parent / str(name)).resolve()
        if not source.is_file() or not source.is_relative_to(book.root):
            continue  # Missing is told when cells run; what lies outside is not the book's to publish.
        inside = source.relative_to(book.root).as_posix()
        if inside.startswith(_BROUGHT):
            continue
        url = f"{DATA}/{digest_file(source)[:16]}/{source.name}"
        if not (site / url).is_file():
            (site / url).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, site / url)
        found.append({"path": f"{WORKPLACE}/{inside}", "url": url, "size": source.stat().st_size})
    return found
