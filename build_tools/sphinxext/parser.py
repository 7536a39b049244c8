"""A notebook page and its executed outputs → the doctree that myst-nb makes of both.

Cells have run before Sphinx starts. This parser reads the page, puts the published outputs under its
code cells, and hands the result to myst-nb with execution off. Outputs that carry records and claims
are not for readers: they leave the notebook here, and what they held is noted in the cell's metadata
under `mlsysbook`, where the experiment box finds which records its cells made.
"""

from __future__ import annotations

import copy
from difflib import SequenceMatcher
from typing import Any

from docutils import nodes
from myst_nb.core.read import create_nb_reader
from myst_nb.sphinx_ import Parser as MystNbParser
from nbformat import NotebookNode
from sphinx.application import Sphinx

from build_tools.core.codes import Code
from build_tools.execute import Executed
from build_tools.execute.records import CLAIM_MIME, RECORD_MIME
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.watch import watch


class Parser(MystNbParser):  # type: ignore[misc]
    """myst-nb's parser, fed with outputs that were executed elsewhere."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse one page into `document`; a page whose mode is `inline` runs in myst-nb as ever."""
        env = self.env
        config = env.mystnb_config
        context = context_of(env.app)
        book = context.book
        path = str(env.doc2path(env.docname))
        translated = str(document.current_source).endswith("<translated>")
        reader = None
        if book is not None and not translated and config.execution_mode != "inline":
            reader = create_nb_reader(path, env.myst_config, config, inputstring)
        if book is None or reader is None:
            super().parse(inputstring, document)
            return
        notebook = reader.read(inputstring)
        own = notebook.metadata.get(config.metadata_key, {})
        if own.get("execution_mode") != "inline":
            own.pop("execution_mode", None)
            watch(env, "outputs", env.docname)
            place(notebook, context.executed(env.docname), path)
            # A custom format may be as long as a whole path: this is the one way in that
            # myst-nb offers for a notebook which is already in memory.
            ready = f"{__name__}.ready", {"notebook": notebook}, reader.md_config.commonmark_only
            env.mystnb_config = config.copy(
                execution_mode="off", custom_formats={**config.custom_formats, path: ready}
            )
        try:
            super().parse(inputstring, document)
        finally:
            env.mystnb_config = config


def ready(_text: str, notebook: NotebookNode) -> NotebookNode:
    """Return the notebook that was made ready for the page (a reader, as myst-nb wants one)."""
    return notebook


def place(notebook: NotebookNode, executed: Executed | None, path: str) -> None:
    """Put the executed outputs under the code cells of `notebook`, in place.

    Cells are matched by their source, in order. A cell that changed since stays without output, and one
    warning names the first such line.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if executed is not None:
        language = executed.notebook.metadata.get("language_info")
        if language:
            notebook.metadata.setdefault("language_info", language)
        ran = [cell for cell in executed.notebook.cells if cell.cell_type == "code"]
        unmatched = _transfer(ran, cells)
        if unmatched:
            changed = "1 cell has" if len(unmatched) == 1 else f"{len(unmatched)} cells have"
            line = _line(notebook, unmatched[0])
            warn(
                Code.EXECUTE_STALE,
                f"{changed} changed since the page was executed",
                "Build without EXECUTE=off, or run `mlsysbook execute`.",
                (path, line),
            )
    for cell in cells:
        take_evidence(cell)
    kernel = notebook.metadata.get("kernelspec", {})
    if not notebook.metadata.get("language_info") and "python" in kernel.get("name", ""):
        # Execution tells the language; a page that never ran is still to be colored.
        kernel.setdefault("language", "ipython3")


def _transfer(ran: list[NotebookNode], cells: list[NotebookNode]) -> list[NotebookNode]:
    old = [cell.source.strip() for cell in ran]
    new = [cell.source.strip() for cell in cells]
    matched: set[int] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            source, target = ran[block.a + offset], cells[block.b + offset]
            target.outputs = copy.deepcopy(source.get("outputs", []))
            target.execution_count = source.get("execution_count")
            matched.add(block.b + offset)
    return [cell for index, cell in enumerate(cells) if new[index] and index not in matched]


def _line(notebook: NotebookNode, cell: NotebookNode) -> int:
    lines = notebook.metadata.get("source_map")
    index = next(i for i, each in enumerate(notebook.cells) if each is cell)
    return int(lines[index]) + 1 if lines else 1


def take_evidence(cell: NotebookNode) -> None:
    """Move record and claim outputs of a code cell into `cell.metadata.mlsysbook`.

    It becomes `{"records": [id, ...], "claims": [{text, holds, kind}, ...]}`; cells without stay as they are.
    """
    records: list[str] = []
    claims: list[dict[str, Any]] = []
    kept = []
    for output in cell.outputs:
        data = output.get("data", {})
        if RECORD_MIME in data:
            records.append(str(data[RECORD_MIME].get("id")))
        elif CLAIM_MIME in data:
            claim = data[CLAIM_MIME]
            claims.append({key: claim.get(key) for key in ("text", "holds", "kind")})
        else:
            kept.append(output)
    cell.outputs = kept
    if records or claims:
        cell.metadata["mlsysbook"] = {"records": records, "claims": claims}


class EvidenceMime:
    """A MIME renderer of myst-nb that keeps records and claims off a page which myst-nb itself executed."""

    mime_priority_overrides = (("*", RECORD_MIME, 1), ("*", CLAIM_MIME, 1))

    @staticmethod
    def handle_mime(_renderer: Any, data: Any, _inline: bool) -> list[nodes.Element] | None:
        """Return no nodes for our types, None for all others."""
        return [] if data.mime_type in (RECORD_MIME, CLAIM_MIME) else None


def setup(app: Sphinx) -> None:
    """Register the parser in place of myst-nb's."""
    app.setup_extension("myst_nb")
    app.add_source_parser(Parser, override=True)
