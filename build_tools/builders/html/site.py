"""One edition of a book → its website, complete in a staging folder that the pipeline publishes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from build_tools.builders import shared, writing
from build_tools.builders.app import BookApplication
from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.builders.html.search import update_index
from build_tools.builders.html.state import SITE, discard_unusable, staging
from build_tools.builders.opening import found, inputs
from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
from build_tools.builders.writing import builder_of, written
from build_tools.core.book import Book
from build_tools.core.edition import Edition

EXTENSION = "build_tools.builders.html.extension"


def build_html(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Callable[[str], None]
) -> BuildResult:
    """Build the pages that changed. Raises BuildError for what the author can mend, OSError."""
    damage = discard_unusable(book, edition, options.tool, say)
    with prepared(book, edition, options, report) as app:
        if damage:
            app.collector.add(damage)
        return finish(app, book, edition, options.tool)


@contextmanager
def prepared(
    book: Book, edition: Edition, options: BuildOptions, report: Report
) -> Iterator[BookApplication]:
    """Yield the application with everything loaded and nothing built. Raises as `build_html`."""
    name = BookHTMLBuilder.name
    with writing.prepared(book, edition, options, report, name, EXTENSION, SITE) as app:
        yield app


def warm_up(app: BookApplication) -> None:
    """Let a prepared application do ahead what its first page would otherwise wait for."""
    builder_of(app).warm_up()


def finish(
    app: BookApplication, book: Book, edition: Edition, tool: str, *, index: bool = True
) -> BuildResult:
    """Build what is out of date in a prepared application, and the search index with `index`.

    Raises as `build_html`.
    """
    start = time.perf_counter()
    with written(app, book, edition, tool) as builder:
        if index:
            builder.report(Progress("search"))
            update_index(staging(book, edition), edition.html)
    python = frozenset(shared.sources()) if shared.wanted(book) else frozenset()
    return BuildResult(
        outdir=staging(book, edition),
        pages_written=len(builder.pages_written),
        warnings=found(app.collector),
        seconds=time.perf_counter() - start,
        # Whether they exist yet or not: the first page offers them once they do.
        inputs=inputs(app) | {book.paths.pdf, book.paths.epub} | python,
    )


def report_to(app: BookApplication, report: Report) -> None:
    """Let what is built from here on be reported to somebody else."""
    builder_of(app).report = report
