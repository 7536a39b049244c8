"""Doctrees → HTML pages, as a Sphinx builder named `mlsysbook-html`.

The name is its own so that extensions' `html` visitors serve it (Sphinx falls back from an unknown name to
the format), and no handler meant for another builder interferes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase

from build_tools.builders.html.navigation import Navigation
from build_tools.builders.remember import doctrees_remembered
from build_tools.builders.result import Progress, Report


def _silent(_: Progress) -> None:
    """Report to nobody."""


class BookHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder without its search index, which Pagefind replaces."""

    name = "mlsysbook-html"
    format = "html"
    epilog = ""
    search = False
    report: Report = staticmethod(_silent)
    jobs = 1

    def init(self) -> None:
        """Set up; called once by Sphinx."""
        super().init()
        self.pages_read: set[str] = set()
        self.pages_written: set[str] = set()

    def prepare_writing(self, docnames: set[str]) -> None:
        """Set up what pages share."""
        super().prepare_writing(docnames)
        Navigation(self.app).attach()

    def _read_serial(self, docnames: list[str]) -> None:
        self.pages_read = set(docnames)
        for index, docname in enumerate(docnames, 1):
            self.report(Progress("read", index, len(docnames), docname))
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)
            self.read_doc(docname)

    def _write_serial(self, docnames: Sequence[str]) -> None:
        self.pages_written = set(docnames)
        with doctrees_remembered(self.app):
            self._write_pages(docnames)

    def _write_pages(self, docnames: Sequence[str]) -> None:
        for index, docname in enumerate(docnames, 1):
            self.report(Progress("write", index, len(docnames), docname))
            self.app.phase = BuildPhase.RESOLVING
            doctree = self.env.get_and_resolve_doctree(docname, self)
            self.app.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
