"""A folder with a book → one file an edition, a PDF or an EPUB, published together."""

from __future__ import annotations

from build_tools.builders.result import BuildOptions, BuildResult, Report
from build_tools.core.book import Book
from build_tools.core.edition import Edition
from build_tools.pipeline.build import Format, Outcome, Say, produce
from build_tools.pipeline.publish import publish


def build_pdfs(book: Book, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish the PDF of every edition, with its page report. Raises BuildError."""
    return produce(book, Format("pdf", book.paths.pdf, _pdf, _publish_pdfs), options, report, say)


def build_epubs(book: Book, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish the EPUB of every edition. Raises BuildError."""
    made = Format("epub", book.paths.epub, _epub, _publish_epubs)
    return produce(book, made, options, report, say)


def _publish_pdfs(book: Book) -> tuple[str, ...]:
    return publish({"": book.paths.cache / "pdf-done"}, {}, book.paths.pdf)


def _publish_epubs(book: Book) -> tuple[str, ...]:
    return publish({"": book.paths.cache / "epub-done"}, {}, book.paths.epub)


# Sphinx and WeasyPrint take seconds to import; a build that has nothing to do never gets to these.


def _pdf(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Say
) -> BuildResult:
    from build_tools.builders.pdf.making import build_pdf

    return build_pdf(book, edition, options, report, say)


def _epub(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Say
) -> BuildResult:
    from build_tools.builders.epub.making import build_epub

    return build_epub(book, edition, options, report, say)
