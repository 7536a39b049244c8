"""One edition of a book → its PDF and its page report, in a staging folder that the pipeline publishes."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from build_tools.builders.app import BookApplication
from build_tools.builders.html.state import staging
from build_tools.builders.opening import found, inputs
from build_tools.builders.pdf.accessibility import report_on
from build_tools.builders.pdf.binding import About, bind
from build_tools.builders.pdf.builder import FRAGMENTS, INDEX, BookPDFBuilder
from build_tools.builders.pdf.faults import Faults
from build_tools.builders.pdf.layout import STATIC, Press, lay_out
from build_tools.builders.pdf.matter import contents, index, opening
from build_tools.builders.pdf.numbers import Numbering
from build_tools.builders.pdf.page_report import page_report
from build_tools.builders.pdf.painting import blank
from build_tools.builders.pdf.references import (
    drop_dead_links,
    mark_references,
    mark_sources,
)
from build_tools.builders.pdf.shelf import Shelf
from build_tools.builders.pdf.units import Heading, Unit, front_pages, units
from build_tools.builders.pdf.words import Words, words_of
from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
from build_tools.builders.revision import Revision, revision_of, state_files
from build_tools.builders.writing import built
from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.core.files import write_atomic, write_if_changed
from build_tools.sphinxext.planfile import read_plan

KIND = "pdf"
# Names of units that no page can have.
FRONT, BACK = ":front", ":index"
EXTENSION = "build_tools.builders.pdf.extension"


def finished(book: Book) -> Path:
    """Return the folder that holds whole PDFs, of every edition."""
    return book.paths.cache / "pdf-done"


def build_pdf(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Callable[[str], None]
) -> BuildResult:
    """Write the PDF of one edition. Raises BuildError for what the author can mend, OSError."""
    start = time.perf_counter()
    name = BookPDFBuilder.name
    with built(book, edition, options, report, say, name, EXTENSION, KIND) as app:
        pages = _print(app, book, edition, options, report)
        return BuildResult(
            outdir=finished(book),
            pages_written=pages,
            warnings=found(app.collector),
            seconds=time.perf_counter() - start,
            inputs=inputs(app) | state_files(book),
        )


def _print(
    app: BookApplication, book: Book, edition: Edition, options: BuildOptions, report: Report
) -> int:
    words = words_of(edition.html)
    folder = staging(book, edition, KIND)
    revision = revision_of(book)
    sheets = _sheets(book, edition)
    shelf = Shelf(folder / "_sheaves", options.tool, sheets)
    made = _units(app, book, edition, revision, words)
    known = book.paths.report / f"pages-{edition.code}.json"
    numbering = _remembered(known)
    press = Press(folder, edition.html, sheets, shelf)
    sheaves = lay_out(
        press,
        made,
        numbering,
        lambda: Faults(book),
        options.jobs or os.cpu_count() or 1,
        lambda done, total: report(Progress("lay out", done, total)),
    )
    for each in (finding for sheaf in sheaves for finding in sheaf.found):
        app.collector.add(each)
    report(Progress("bind"))
    pages = [
        sheaf
        for each in sheaves
        for sheaf in (each, *([blank(each.size)] if len(each.pages) % 2 else []))
    ]
    about = About(book.config.title, book.config.author, edition.html, revision.date.isoformat())
    title = finished(book) / f"{book.project}-{edition.code}.pdf"
    data = bind(pages, numbering, about, shelf.faces)
    write_atomic(title, data)
    for failure in report_on(data, book.paths.report / f"pdf-ua-{edition.code}.json"):
        app.collector.add(_inaccessible(failure, title.name))
    headings = [heading for unit in made for heading in unit.headings]
    total = sum(len(sheaf.pages) for sheaf in pages)
    told = page_report(pages, numbering, headings)
    write_if_changed(known, json.dumps(told, ensure_ascii=False, indent=1))
    return total


def _inaccessible(failure: dict[str, str], name: str) -> Diagnostic:
    return Diagnostic(
        code=Code.PDF_ACCESS,
        message=f"{name} breaks a rule of PDF/UA: {failure['message']} ({failure['rule']})",
        remedy="This is likely a fault of the toolchain; please report it with the page.",
        severity=Severity.WARNING,
        path=None,
        line=None,
    )


def _units(
    app: BookApplication, book: Book, edition: Edition, revision: Revision, words: Words
) -> list[Unit]:
    """Return all that is laid out, from the cover to the index."""
    folder = Path(app.outdir)
    body = units(book, folder / FRAGMENTS, front_pages(book), _questions(app))
    headings = [heading for unit in body for heading in unit.headings]
    entries = json.loads((folder / INDEX).read_bytes())
    made = [_front(book, edition, revision, headings, words), *body]
    drop_dead_links(made)
    mark_references(body, words)
    mark_sources(body, words)
    if entries:
        back = Unit(BACK, None, late=True, headings=[Heading(1, words.index, "", "index")])

        def fill(numbering: Numbering) -> None:
            back.body = index(entries, numbering.pages, words)

        fill(Numbering())
        back.fill = fill
        headings += back.headings
        made.append(back)
    return made


def _front(
    book: Book, edition: Edition, revision: Revision, headings: list[Heading], words: Words
) -> Unit:
    unit = Unit(FRONT, opening(book, edition, revision, words), front=True, late=True)
    place = len(unit.body)

    def fill(numbering: Numbering) -> None:
        del unit.body[place:]
        unit.body.append(contents(headings, numbering, words))

    unit.fill = fill
    return unit


def _questions(app: BookApplication) -> dict[str, str]:
    """Return the question of every chapter of a book that has a plan."""
    plan = getattr(app.config, "mlsysbook_plan", "")
    if not plan:
        return {}
    parts = read_plan(Path(app.srcdir) / plan)
    return {each.docname: each.question for part in parts for each in part.chapters}


def _remembered(path: Path) -> Numbering:
    try:
        known = json.loads(path.read_bytes())
        return Numbering(dict(known["anchors"]), int(known["front"]), sure=True)
    except (OSError, ValueError, KeyError, TypeError):
        return Numbering()


def _sheets(book: Book, edition: Edition) -> list[Path]:
    script = STATIC / f"{edition.html.split('-')[0]}.css"
    own = book.root / "book" / "theme" / "print" / "print.css"
    return [
        path
        for path in (
            STATIC / "fonts.css",
            STATIC / "page.css",
            STATIC / "text.css",
            STATIC / "boxes.css",
            STATIC / "matter.css",
            script,
            own,
        )
        if path.is_file()
    ]
