"""A folder with a book → one PDF an edition, published together."""

from __future__ import annotations

from build_tools.builders.result import BuildOptions, BuildResult, Report
from build_tools.core.book import Book
from build_tools.core.edition import Edition
from build_tools.pipeline.build import Format, Outcome, Say, produce
from build_tools.pipeline.publish import publish


def build_pdfs(book: Book, options: BuildOptions, report: Report, say: Say) -> Outcome:
    """Build and publish the PDF of every edition, with its page report. Raises BuildError."""
    return produce(book, Format("pdf", book.paths.pdf, _edition, _publish), options, report, say)


def _publish(book: Book) -> tuple[str, ...]:
    return publish({"": book.paths.cache / "pdf-done"}, {}, book.paths.pdf)


def _edition(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Say
) -> BuildResult:
    # Sphinx and WeasyPrint take seconds to import; a build that has nothing to do never gets here.
    from build_tools.builders.pdf.making import build_pdf

    return build_pdf(book, edition, options, report, say)
