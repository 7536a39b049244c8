"""Doctrees → one clean XHTML fragment a page, as the Sphinx builder `mlsysbook-epub`.

Links between pages say `doc:<docname>#<id>`: into which file an id falls is known only when all pages are
split, so `links` resolves them.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.io import StringOutput
from lxml import etree
from sphinx.builders.html import StandaloneHTMLBuilder

from build_tools.builders.epub.clean import clean
from build_tools.builders.epub.contents import SCHEME
from build_tools.builders.epub.forms import shape
from build_tools.builders.epub.markup import parsed
from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.core.files import write_if_changed
from build_tools.sphinxext.math.session import RENDERER

FRAGMENTS = "fragments"


class BookEPUBBuilder(BookHTMLBuilder):
    """Writes fragments and the images they show; `making` puts them together."""

    name = "mlsysbook-epub"
    math_kind: ClassVar[str] = "mathml"
    figure_variant: ClassVar[str] = "print"

    def init(self) -> None:
        """Set up; called once by Sphinx."""
        super().init()
        # The core media types; a reading system need not show any other.
        subtypes = ("svg+xml", "png", "gif", "jpeg", "webp")
        self.supported_image_types = [f"image/{each}" for each in subtypes]

    @property
    def math_renderer_name(self) -> str:
        """Return our own renderer, whatever the book asks for: MathJax in the browser is a script."""
        return RENDERER

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return an address that `links` turns into a file of the book."""
        return f"{SCHEME}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same: all files of the book lie in one folder."""
        return self.get_target_uri(to, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file of a page's fragment."""
        return str(Path(self.outdir) / FRAGMENTS / f"{pagename}.xhtml")

    def prepare_writing(self, docnames: set[str]) -> None:
        """Set up the writer; there is no navigation to prepare."""
        StandaloneHTMLBuilder.prepare_writing(self, docnames)
        self.add_permalinks = False

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:  # noqa: ARG002
        """Collect the page's images."""
        self.post_process_images(doctree)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one page's fragment."""
        doctree.settings = self.docsettings
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.imgpath, self.dlpath = "_images", "_downloads"
        self.current_docname = docname
        self.docwriter.write(doctree, StringOutput(encoding="utf-8"))
        self.docwriter.assemble_parts()
        page = parsed(self.docwriter.parts["fragment"])
        shape(page)
        clean(page)
        write_if_changed(Path(self.get_outfilename(docname)), etree.tostring(page))

    def finish(self) -> None:
        """Copy the images; nothing else of a site is wanted."""
        self.copy_image_files()
