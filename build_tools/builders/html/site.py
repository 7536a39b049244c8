"""One edition of a book → its website, complete in a staging folder that the pipeline publishes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from build_tools.builders import shared
from build_tools.builders.app import BookApplication
from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.builders.html.search import update_index
from build_tools.builders.html.state import (
    SITE,
    discard_unusable,
    findings_file,
    mark_unfinished,
    mark_whole,
    staging,
)
from build_tools.builders.opening import found, inputs, opened, remember_findings
from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
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
    report(Progress("load"))
    with opened(book, edition, BookHTMLBuilder.name, EXTENSION, SITE) as app:
        _builder(app).report = report
        _builder(app).jobs = options.jobs or os.cpu_count() or 1
        yield app


def warm_up(app: BookApplication) -> None:
    """Let a prepared application do ahead what its first page would otherwise wait for."""
    _builder(app).warm_up()


def finish(
    app: BookApplication, book: Book, edition: Edition, tool: str, *, index: bool = True
) -> BuildResult:
    """Build what is out of date in a prepared application, and the search index with `index`.

    Raises as `build_html`.

    The mark that the staged pages are whole is away while they may not be: a kill leaves them without it.
    """
    start = time.perf_counter()
    collector = app.collector
    mark_unfinished(book, edition)
    app.build()
    if collector.failure is not None:
        raise collector.failure
    builder = _builder(app)
    if index:
        builder.report(Progress("search"))
        update_index(staging(book, edition), edition.html)
    remember_findings(app, findings_file(book, edition), builder.pages_read, builder.pages_written)
    mark_whole(book, edition, tool)
    python = frozenset(shared.sources()) if shared.wanted(book) else frozenset()
    return BuildResult(
        outdir=staging(book, edition),
        pages_written=len(builder.pages_written),
        warnings=found(collector),
        seconds=time.perf_counter() - start,
        # Whether they exist yet or not: the first page offers them once they do.
        inputs=inputs(app) | {book.paths.pdf, book.paths.epub} | python,
    )


def report_to(app: BookApplication, report: Report) -> None:
    """Let what is built from here on be reported to somebody else."""
    _builder(app).report = report


def _builder(app: BookApplication) -> BookHTMLBuilder:
    builder = app.builder
    if not isinstance(builder, BookHTMLBuilder):
        raise TypeError(f"the builder is {builder.name}, not {BookHTMLBuilder.name}")
    return builder
