"""Doctrees → one XHTML fragment a page, ready to stand in a single document, as `mlsysbook-pdf`.

Numbers and links are resolved page by page, by the visitors that also write the website. Sphinx's own
`singlehtml` resolves the whole book as one tree, which extensions that know only `html` do not survive.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.io import StringOutput
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.util import logging

from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.builders.pdf.fragment import SCHEME, fragment
from build_tools.core.files import write_atomic, write_if_changed
from build_tools.sphinxext.words import word

_LOG = logging.getLogger(__name__)
FRAGMENTS = "fragments"
INDEX = "index.json"


class BookPDFBuilder(BookHTMLBuilder):
    """Writes fragments, the images they show, and the index; `making` puts them together."""

    name = "mlsysbook-pdf"
    math_kind: ClassVar[str] = "svg"
    figure_variant: ClassVar[str] = "print"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return an address that `fragment` turns into a link within the one document."""
        return f"{SCHEME}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same: there are no folders in one document."""
        return self.get_target_uri(to, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file of a page's fragment."""
        return str(Path(self.outdir) / FRAGMENTS / f"{pagename}.xhtml")

    def prepare_writing(self, docnames: set[str]) -> None:
        """Set up the writer; there is no navigation to prepare."""
        StandaloneHTMLBuilder.prepare_writing(self, docnames)

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:  # noqa: ARG002
        """Collect the page's images."""
        self.post_process_images(doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page's fragment."""
        destination = StringOutput(encoding="utf-8")
        doctree.settings = self.docsettings
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.imgpath, self.dlpath = "_images", "_downloads"
        self.current_docname = docname
        self.docwriter.write(doctree, destination)
        self.docwriter.assemble_parts()
        body: str = self.docwriter.parts["fragment"]
        # Its time stamp tells Sphinx that the page is written, changed or not.
        gaps: list[int] = []
        words = word("This output needs a screen.")
        content = fragment(body, docname, self._keep, gaps, words)
        write_atomic(Path(self.get_outfilename(docname)), content)
        outputs = [
            each for each in doctree.findall(nodes.container) if "cell_output" in each["classes"]
        ]
        for place in gaps:
            _LOG.warning(
                "the output of this cell needs a screen and leaves a gap on paper\n"
                "Let the cell show a picture or a text as well.",
                type="pdf",
                subtype="screen",
                location=outputs[place].parent if place < len(outputs) else docname,
            )

    def _keep(self, name: str, content: bytes) -> None:
        write_if_changed(Path(self.outdir) / name, content)

    def copy_assets(self) -> None:
        """Copy no style sheets and scripts, but have the folder that extensions copy theirs into."""
        (Path(self.outdir) / "_static").mkdir(exist_ok=True)

    def finish(self) -> None:
        """Copy the images and write the index; nothing else of a site is wanted."""
        self.copy_image_files()
        entries: Any = IndexEntries(self.env).create_index(self)
        write_if_changed(Path(self.outdir) / INDEX, json.dumps(entries, ensure_ascii=False))
