"""One edition of a book → its EPUB, complete in a staging folder that the pipeline publishes."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from html import unescape
from pathlib import Path

from lxml import etree

from build_tools.builders.app import BookApplication
from build_tools.builders.epub.builder import FRAGMENTS, BookEPUBBuilder
from build_tools.builders.epub.contents import Document, named, outline, resolve
from build_tools.builders.epub.cover import cover
from build_tools.builders.epub.formulas import illustrate
from build_tools.builders.epub.front import COVER_IMAGE, About, cover_page, title_page
from build_tools.builders.epub.markup import MATHML, Element, find_all
from build_tools.builders.epub.navigation import NAME as NAV
from build_tools.builders.epub.navigation import navigation
from build_tools.builders.epub.package import Package, packed
from build_tools.builders.epub.pages import page_list
from build_tools.builders.epub.pictures import described, gather, lift_large_drawings
from build_tools.builders.epub.split import split
from build_tools.builders.opening import found, inputs
from build_tools.builders.result import BuildOptions, BuildResult, Progress, Report
from build_tools.builders.revision import Revision, revision_of, state_files
from build_tools.builders.writing import builder_of, built
from build_tools.core.book import Book
from build_tools.core.edition import Edition
from build_tools.core.files import write_if_changed
from build_tools.sphinxext.math import FormulaStore, TexSettings
from build_tools.sphinxext.words import word

KIND = "epub"
DONE = "epub-done"
EXTENSION = "build_tools.builders.epub.extension"
_STYLE = Path(__file__).with_name("static") / "book.css"


def build_epub(
    book: Book, edition: Edition, options: BuildOptions, report: Report, say: Callable[[str], None]
) -> BuildResult:
    """Write the pages that changed and pack all. Raises BuildError for what the author can mend, OSError."""
    start = time.perf_counter()
    name = BookEPUBBuilder.name
    with built(book, edition, options, report, say, name, EXTENSION, KIND) as app:
        report(Progress("pack"))
        target = finished(book, edition)
        package = _package(book, edition, app)
        if not package.pages:
            say("The EPUB has no list of printed pages: there is no PDF of this edition yet.")
        write_if_changed(target, packed(package))
        return BuildResult(
            outdir=target,
            pages_written=len(builder_of(app).pages_written),
            warnings=found(app.collector),
            seconds=time.perf_counter() - start,
            inputs=inputs(app) | state_files(book) | {_pages_file(book, edition)},
        )


def finished(book: Book, edition: Edition) -> Path:
    """Return the file of an edition before it is published; a book without editions has no code in it."""
    stem = book.project if book.flat else f"{book.project}-{edition.code}"
    return book.paths.cache / DONE / f"{stem}.epub"


def _pages_file(book: Book, edition: Edition) -> Path:
    return book.paths.report / f"pages-{edition.code}.json"


def _package(book: Book, edition: Edition, app: BookApplication) -> Package:
    revision = revision_of(book)
    about = _about(book, edition, revision)
    trees = _fragments(book, app)
    settings = TexSettings.from_mathjax(app.config.mathjax3_config)
    images = illustrate(trees.values(), settings, FormulaStore(book.paths.math))
    for docname, tree in trees.items():
        images |= lift_large_drawings(tree, docname.replace("/", "-"))
    documents = named(((docname, split(tree)) for docname, tree in trees.items()), about.title)
    resolve(documents)
    images |= gather(documents, Path(app.outdir) / "_images")
    images[COVER_IMAGE] = cover(
        about.title, about.author, edition.sphinx, book.root, book.paths.cache / "fonts"
    )
    entries = outline(documents, [(each.docname, each.depth, each.part) for each in book.pages])
    front = [
        Document("cover.xhtml", "", cover_page(about, word("Cover")), about.title),
        Document("title.xhtml", "", title_page(about), about.title),
    ]
    mathematics = any(
        next(each.body.iter(f"{{{MATHML}}}math"), None) is not None for each in documents
    )
    printed = page_list(_pages_file(book, edition), documents)
    return Package(
        about=about,
        modified=revision.date,
        documents=[*front, *documents],
        navigation=navigation(word("Contents"), entries, _landmarks(documents), printed),
        outline=entries,
        style=_STYLE.read_bytes(),
        images=images,
        described=described(documents),
        checked=book.profile == "house",
        pages=bool(printed),
        mathematics=mathematics,
    )


def _fragments(book: Book, app: BookApplication) -> dict[str, Element]:
    """Return the pages' trees, in the order of the book."""
    parser = etree.XMLParser(huge_tree=True)
    return {
        page.docname: etree.parse(
            Path(app.outdir) / FRAGMENTS / f"{page.docname}.xhtml", parser
        ).getroot()
        for page in book.pages
        if page.docname in app.env.all_docs
    }


def _about(book: Book, edition: Edition, revision: Revision) -> About:
    raw = book.config.raw.get("html") or {}
    footer = unescape(re.sub(r"<[^>]*>", "", str(raw.get("extra_footer") or "")))
    year = book.config.copyright
    rights = f"© {year} {book.config.author}.".replace(" .", ".") if year else ""
    return About(
        # From what names the book, not from its content: a new version takes the place of the old one.
        identifier=uuid.uuid5(
            uuid.NAMESPACE_URL, f"mlsysbook:{book.project}:{edition.code}:{raw.get('baseurl', '')}"
        ).urn,
        title=" ".join(book.config.title.split()),
        author=" ".join(book.config.author.split()),
        language=edition.html,
        edition=edition.name if len(book.editions) > 1 else "",
        rights=" ".join(f"{rights} {footer}".split()),
        date=revision.date.date().isoformat(),
        commit=revision.commit,
    )


def _landmarks(documents: list[Document]) -> list[tuple[str, str, str]]:
    marks = [
        ("cover", word("Cover"), "cover.xhtml"),
        ("titlepage", word("Title page"), "title.xhtml"),
        ("toc", word("Contents"), f"{NAV}#toc"),
        ("bodymatter", word("Beginning"), documents[0].name),
    ]
    wanted = {
        "glossary": ".//h:dl[contains(concat(' ', @class, ' '), ' glossary ')]",
        "bibliography": ".//h:*[contains(@class, 'biblioentry')]",
    }
    for kind, query in wanted.items():
        # Of several, the last is the book's: chapters may have lists of their own.
        holders = [each for each in documents if find_all(each.body, query)]
        if holders:
            marks.append((kind, holders[-1].title, holders[-1].name))
    return marks
