"""A Sphinx application → the book it builds, and the records of that book.

Our builders put the `Book` into the configuration. Plain `jupyter-book build` does not: then the book is
read from the source folder and its stale cells run first. A project without `_config.yml` has no book;
its cells are left to myst-nb and its pages have no records.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util import logging

from build_tools.core.book import Book, read_book
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.execute import Executed, RunOptions, load, plan, run
from build_tools.execute.records import Record

logger = logging.getLogger(__name__)
_contexts: WeakKeyDictionary[Sphinx, Context] = WeakKeyDictionary()

# These builders write no pages, so there is no reason to run a cell for them.
WITHOUT_CELLS = {"gettext", "linkcheck", "dummy", "changes"}


class Context:
    """What our directives know of the book; one for each Sphinx application."""

    def __init__(self, book: Book | None) -> None:
        self.book = book
        # Digests of what pages depend on, as `watch` found them.
        self.stamps: dict[tuple[str, str], str] = {}
        # Pages with a form for a prediction, which need our script.
        self.asking: set[str] = set()
        # What is wrong with files that several pages read, once said.
        self.told: set[Diagnostic] = set()
        self._executed: dict[str, Executed | None] = {}

    def executed(self, docname: str) -> Executed | None:
        """Return the published outputs of a page; None when it has none."""
        if docname not in self._executed:
            self._executed[docname] = self._load(docname)
        return self._executed[docname]

    def _load(self, docname: str) -> Executed | None:
        if self.book is None:
            return None
        try:
            return load(self.book, docname)
        except BuildError as error:
            # Damaged outputs cost the page its outputs, not the book its build.
            report(error.diagnostics)
            return None

    def records(self, docname: str) -> dict[str, Record]:
        """Return the published records of a page by id; empty when it has none."""
        executed = self.executed(docname)
        return {} if executed is None else executed.records

    def resolve(self, name: str, docnames: set[str]) -> list[str]:
        """Return the docnames that `name` can mean: itself, else every one that ends with `/name`."""
        if name in docnames:
            return [name]
        return sorted(each for each in docnames if each.endswith(f"/{name}"))

    def near(self, record_id: str, docname: str, docnames: set[str]) -> list[str]:
        """Return what an author may have meant by an id that `docname` has no record of."""
        # Every page is asked for its records: this is slow, and runs only where something is wrong.
        here = get_close_matches(record_id, self.records(docname), n=3, cutoff=0.6)
        elsewhere = [
            f"{other}::{record_id}"
            for other in sorted(docnames - {docname})
            if record_id in self.records(other)
        ]
        return here + elsewhere[:3]


def context_of(app: Sphinx) -> Context:
    """Return the context of a running application."""
    return _contexts[app]


def prepare(app: Sphinx) -> None:
    """Handle `builder-inited`: find the book and, when no builder of ours did it, run its stale cells.

    Raises ConfigError, which Sphinx shows without a traceback, when `_config.yml` or `_toc.yml` is broken.
    """
    book: Book | None = app.config.mlsysbook_book
    if book is None and (app.srcdir / "_config.yml").is_file():
        try:
            book = read_book(app.srcdir)
        except BuildError as error:
            raise ConfigError(str(error)) from None
        if app.builder.name not in WITHOUT_CELLS:
            run_stale(book)
    _contexts[app] = Context(book)


def run_stale(book: Book) -> None:
    """Run the pages whose outputs are missing or stale; what is wrong with any is logged."""
    plans = plan(book)
    for each in plans:
        report(each.problems)
    stale = [each for each in plans if each.runs]
    if not stale:
        return
    logger.info("running the cells of %s", ", ".join(each.docname for each in stale))
    for outcome in run(book, stale, RunOptions(), lambda _progress: None):
        report(outcome.problems)


def report(problems: Iterable[Diagnostic]) -> None:
    """Log findings of other floors among the warnings of the build."""
    for found in problems:
        text = f"{found.message} [{found.code}] {found.remedy}"
        logger.warning(
            "%s",
            text,
            location=found.location or None,
            type="mlsysbook",
            subtype=str(found.code),
            extra={"diagnostic": found},
        )
