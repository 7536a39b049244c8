"""A folder with a book → one EPUB an edition, published together."""

from __future__ import annotations

from build_tools.builders.result import BuildOptions, BuildResult, Report
from build_tools.core.book import Book
from build_tools.core.edition import Edition
from build_tools.pipeline.build import Format, Outcome, Say, produce
from build_tools.pipeline.publish import publish


def build_epubs(book: Book, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish the EPUB of every edition. Raises BuildError."""
    return produce(book, Format("epub", book.paths.epub, _edition, _publish), options, report, say)


def _publish(book: Book) -> tuple[str, ...]:
    return publish({"": book.paths.cache / "epub-done"}, {}, book.paths.epub)


def _edition(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Say
) -> BuildResult:
    # Sphinx takes a second to import; a build that has nothing to do never gets here.
    from build_tools.builders.epub.making import build_epub

    return build_epub(book, edition, options, report, say)
