"""Doctrees → HTML pages, as a Sphinx builder named `mlsysbook-html`.

The name is its own so that extensions' `html` visitors serve it (Sphinx falls back from an unknown name to
the format), and no handler meant for another builder interferes.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bs4 import BeautifulSoup
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import SphinxFileSystemLoader
from sphinx.util.build_phase import BuildPhase

from build_tools.builders.app import BookApplication
from build_tools.builders.html.navigation import Navigation
from build_tools.builders.html.owned import remove_orphans
from build_tools.builders.html.polish import polish, remover
from build_tools.builders.html.whole import TEMPLATES, add_files, add_pages
from build_tools.builders.html.whole_book import out_of_date
from build_tools.builders.merge import merge, untried
from build_tools.builders.remember import doctrees_remembered
from build_tools.builders.result import Progress, Report
from build_tools.builders.unchanged import note_structure
from build_tools.builders.workers import Counter, Fork, shares

Result = TypeVar("Result")
# Below this many pages a second process costs more than it saves.
_WORTH_A_FORK = 6


def _plain(text: str) -> str:
    """Return text without its markup, entities resolved."""
    return Markup(text).striptags()


def _silent(_: Progress) -> None:
    """Report to nobody."""


class BookHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder with workers of its own and without its search index: Pagefind makes ours."""

    name = "mlsysbook-html"
    format = "html"
    epilog = ""
    search = False
    report: Report = staticmethod(_silent)
    jobs = 1
    app: BookApplication

    def init(self) -> None:
        """Set up; called once by Sphinx."""
        super().init()
        self.pages_read: set[str] = set()
        self.pages_written: set[str] = set()
        self.pages_added: set[str] = set()
        static = Path(self.outdir) / "_static"
        files = static.rglob("*") if static.is_dir() else ()
        self._old_static = {path: path.stat().st_mtime_ns for path in files if path.is_file()}
        options: Any = self.theme_options.get("launch_buttons")
        self._unwanted = remover(thebe=bool(options and options.get("thebe")))
        self._render = self.templates.render
        self.templates.__dict__["render"] = self._polished
        # Last: a book's templates and the theme's come first.
        self.templates.loaders.append(SphinxFileSystemLoader(str(TEMPLATES)))
        self._remember_templates()

    def _remember_templates(self) -> None:
        """Keep compiled templates between builds: compiling them took a third of a page's writing."""
        compiled = Path(self.doctreedir).parent.parent / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        self.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(compiled))

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the pages to write: Sphinx's, and the first page when the PDF or EPUB it offers is new."""
        yield from super().get_outdated_docs()
        book, code = self.config.mlsysbook_book, self.config.mlsysbook_edition
        if book is not None and out_of_date(book, code, Path(self.outdir)):
            yield self.config.root_doc

    def warm_up(self) -> None:
        """Do what the first page of a build would otherwise wait for: compile its templates and selectors."""
        for name in ("page.html", "layout.html"):
            self.templates.environment.get_template(name)
        # The theme looks for links in the contents; the parser of selectors compiles itself at first use.
        BeautifulSoup("<ul></ul>", "html.parser").select("li.x > a[href]")

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a page's address. Our own book's landing page, book/index, is the site's index.html."""
        return "index.html" if self._is_landing(docname) else super().get_target_uri(docname, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file that a page is written to: where its address says."""
        if self._is_landing(pagename):
            return str(Path(self.outdir) / "index.html")
        return super().get_outfilename(pagename)

    def _is_landing(self, docname: str) -> bool:
        # Other books keep the addresses that jupyter-book gives them, whatever their root is called.
        return bool(docname == self.config.root_doc and self.config.mlsysbook_profile == "house")

    def gen_additional_pages(self) -> None:
        """Write the pages of the configuration, then those that every site has."""
        super().gen_additional_pages()
        add_pages(self)

    def copy_static_files(self) -> None:
        """Copy style sheets and scripts into an empty folder.

        Some extensions copy theirs only when all pages are written. A page asks for a style sheet by its
        checksum where the file is there, so an incremental build would give other pages than a clean one.
        """
        for path, stamp in self._old_static.items():
            # A file that an extension has written since is this build's.
            if path.exists() and path.stat().st_mtime_ns == stamp:
                path.unlink()
        super().copy_static_files()

    def finish(self) -> None:
        """Write what a site has beyond its pages."""
        super().finish()
        self.finish_tasks.add_task(lambda: add_files(self))
        self.finish_tasks.add_task(lambda: remove_orphans(self))

    def handle_page(self, pagename: str, *args: Any, **kwargs: Any) -> None:
        """Write one page, from a source or from a template alone."""
        if pagename not in self.env.all_docs:
            self.pages_added.add(pagename)
        super().handle_page(pagename, *args, **kwargs)

    def _polished(self, template: str, context: dict[str, Any]) -> str:
        page = self._render(template, context)
        title = _plain(context.get("title") or context.get("docstitle") or "")
        described = context.get("mlsysbook_description") or ""
        metadata = {
            "description": described,
            "og:type": "article",
            "og:title": title,
            "og:description": described,
            "og:site_name": _plain(context.get("docstitle") or ""),
            "og:url": context.get("pageurl") or "",
        }
        return polish(page, self._unwanted, {key: text for key, text in metadata.items() if text})

    def prepare_writing(self, docnames: set[str]) -> None:
        """Set up what pages share."""
        super().prepare_writing(docnames)
        Navigation(self.app).attach()

    def _read_serial(self, docnames: list[str]) -> None:
        """Read all `docnames`; Sphinx calls this when it would not read in parallel, as here always."""
        self.pages_read = set(docnames)
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

        def collect() -> bytes:
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        for share, data in self._shared("read", docnames, self._read_page, collect):
            merge(self.app, share, pickle.loads(data))

    def _read_page(self, docname: str) -> None:
        self.read_doc(docname)
        note_structure(self.env, docname, self.env._write_doc_doctree_cache[docname])

    def _write_serial(self, docnames: Sequence[str]) -> None:
        """Write all `docnames`; called like `_read_serial`."""
        self.pages_written = set(docnames)

        def collect() -> dict[str, str]:
            return dict(self.images)

        with doctrees_remembered(self.app):
            for _, images in self._shared("write", docnames, self._write_page, collect):
                self.images.update(images)
        # The order in which pages met their images is that of the workers.
        self.images = dict(sorted(self.images.items()))

    def _write_page(self, docname: str) -> None:
        self.app.phase = BuildPhase.RESOLVING
        doctree = self.env.get_and_resolve_doctree(docname, self)
        self.app.phase = BuildPhase.WRITING
        self.write_doc_serialized(docname, doctree)
        self.write_doc(docname, doctree)

    def _shared(
        self,
        stage: str,
        docnames: Sequence[str],
        work: Callable[[str], Any],
        collect: Callable[[], Result],
    ) -> list[tuple[list[str], Result]]:
        """Do `work` for all pages, some of them in forks; returns each fork's share and what it collected."""
        number = self.jobs if len(docnames) >= _WORTH_A_FORK and not untried(self.app) else 1
        own, *others = shares(docnames, self._weight, number) or [[]]
        counter = Counter(number)

        def run(worker: int, share: Sequence[str]) -> None:
            for docname in share:
                work(docname)
                self.report(Progress(stage, counter.step(worker), len(docnames), docname))

        def worker(number: int, share: list[str]) -> Callable[[], Any]:
            def job() -> Any:
                self.report = _silent
                known = set(self.app.collector.findings)
                run(number, share)
                found = self.app.collector.findings.items()
                new = [finding for diagnostic, finding in found if diagnostic not in known]
                return new, self.app.collector.failure, collect()

            return job

        forks = [(share, Fork(worker(index, share))) for index, share in enumerate(others, 1)]
        try:
            run(0, own)
            return [(share, self._took(fork)) for share, fork in forks]
        finally:
            for _, fork in forks:
                fork.stop()

    def _took(self, fork: Fork[Any]) -> Any:
        findings, failure, collected = fork.result()
        self.app.collector.merge(findings)
        self.app.collector.failure = self.app.collector.failure or failure
        return collected

    def _weight(self, docname: str) -> int:
        return Path(self.env.doc2path(docname)).stat().st_size
