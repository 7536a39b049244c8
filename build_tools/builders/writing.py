"""A Sphinx application that is loaded → its pages, read and written, and known to be whole.

The mark that staged pages are whole is away while they may not be: a kill leaves them without it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from build_tools.builders.app import BookApplication
from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.builders.html.state import (
    SITE,
    discard_unusable,
    findings_file,
    mark_unfinished,
    mark_whole,
)
from build_tools.builders.opening import opened, remember_findings
from build_tools.builders.result import BuildOptions, Progress, Report
from build_tools.core.book import Book
from build_tools.core.edition import Edition


def builder_of(app: BookApplication) -> BookHTMLBuilder:
    """Return the application's builder, which is ours whatever the format. Raises TypeError."""
    builder = app.builder
    if not isinstance(builder, BookHTMLBuilder):
        raise TypeError(f"the builder {builder.name} is not one of ours")
    return builder


@contextmanager
def prepared(
    book: Book,
    edition: Edition,
    options: BuildOptions,
    report: Report,
    builder: str,
    extension: str,
    kind: str,
) -> Iterator[BookApplication]:
    """Yield the application with everything loaded and nothing built. Raises as `opened`."""
    report(Progress("load"))
    with opened(book, edition, builder, extension, kind) as app:
        builder_of(app).report = report
        builder_of(app).jobs = options.jobs or os.cpu_count() or 1
        yield app


@contextmanager
def written(
    app: BookApplication, book: Book, edition: Edition, tool: str, kind: str = SITE
) -> Iterator[BookHTMLBuilder]:
    """Write what is out of date and yield the builder; the pages are whole when the caller is done.

    Raises BuildError for what the author can mend, OSError.
    """
    mark_unfinished(book, edition, kind)
    app.build()
    if app.collector.failure is not None:
        raise app.collector.failure
    builder = builder_of(app)
    yield builder
    file = findings_file(book, edition, kind)
    remember_findings(app, file, builder.pages_read, builder.pages_written)
    mark_whole(book, edition, tool, kind)


@contextmanager
def built(
    book: Book,
    edition: Edition,
    options: BuildOptions,
    report: Report,
    say: Callable[[str], None],
    builder: str,
    extension: str,
    kind: str,
) -> Iterator[BookApplication]:
    """Yield the application when all its pages are whole; a document is then made of them.

    Raises BuildError for what the author can mend, OSError.
    """
    damage = discard_unusable(book, edition, options.tool, say, kind)
    with prepared(book, edition, options, report, builder, extension, kind) as app:
        if damage:
            app.collector.add(damage)
        with written(app, book, edition, options.tool, kind):
            pass
        yield app
