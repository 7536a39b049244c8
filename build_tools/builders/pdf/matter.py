"""What is known of a book → its cover, half title, colophon, contents and index, as elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from build_tools.builders.pdf.fragment import SCHEME, anchor
from build_tools.builders.pdf.ink import TARGET
from build_tools.builders.pdf.numbers import Numbering
from build_tools.builders.pdf.units import Heading
from build_tools.builders.pdf.words import Words
from build_tools.builders.revision import Revision
from build_tools.core.book import Book
from build_tools.core.edition import Edition

# Levels below a part that the contents list.
DEPTH = 2


def opening(book: Book, edition: Edition, revision: Revision, words: Words) -> Any:
    """Return a `<body>` with cover, half title and colophon."""
    body = etree.Element("body")
    main, _, subtitle = book.config.title.partition(": ")
    cover = _add(body, "section", "cover")
    _add(cover, "p", "cover-title", main)
    if subtitle:
        _add(cover, "p", "cover-subtitle", subtitle)
    _add(cover, "p", "cover-author", book.config.author)
    half = _add(body, "section", "half-title")
    _add(half, "p", "half-title-text", main)
    colophon = _add(body, "section", "colophon")
    _add(colophon, "p", "colophon-title", book.config.title)
    for line in colophon_lines(book, edition, revision, words):
        _add(colophon, "p", "", line)
    return body


def colophon_lines(book: Book, edition: Edition, revision: Revision, words: Words) -> list[str]:
    """Return what a library would ask: who, when, which edition, from which sources, under which licence."""
    lines = [book.config.author]
    if book.config.copyright:
        lines.append(f"© {book.config.copyright} {book.config.author}".strip())
    if len(book.editions) > 1 or not book.flat:
        lines.append(f"{words.edition}: {edition.name}")
    if edition.translators:
        lines.append(", ".join(edition.translators))
    if revision.commit:
        lines.append(f"{words.made_from} {revision.commit}, {revision.date.date().isoformat()}.")
    footer = (book.config.raw.get("html") or {}).get("extra_footer")
    if footer:
        lines.append(" ".join(etree.HTML(f"<p>{footer}</p>").xpath("string()").split()))
    return [line for line in lines if line]


def contents(headings: Iterable[Heading], numbering: Numbering, words: Words) -> Any:
    """Return the table of contents, each line with the page of its target."""
    nav = etree.Element("section", {"class": "contents", "id": "contents"})
    _add(nav, "h1", "", words.contents)
    lines = _add(nav, "div", "toc")
    for heading in headings:
        if heading.level > DEPTH:
            continue
        line = _add(lines, "p", f"line level-{heading.level}")
        link = etree.SubElement(line, "a", {"href": f"#{heading.target}"})
        if heading.number:
            _add(link, "span", "line-number", heading.number)
        _add(link, "span", "line-text", heading.text)
        number = _add(link, "span", "line-page", numbering.room(heading.target))
        number.set(TARGET, heading.target)
    return nav


def index(entries: list[Any], pages: Mapping[str, str], words: Words) -> Any | None:
    """Return the index as a `<body>`, or None when nothing is indexed. `entries` are Sphinx's."""
    if not entries:
        return None
    body = etree.Element("body")
    section = _add(body, "section", "doc chapter index")
    section.set("id", "index")
    _add(section, "h1", "", words.index)
    columns = _add(section, "div", "index-columns")
    for letter, terms in entries:
        _add(columns, "p", "index-letter", letter)
        for term, (links, subterms, _key) in terms:
            _term(columns, "index-term", term, links, pages)
            for subterm, sublinks in subterms:
                _term(columns, "index-subterm", subterm, sublinks, pages)
    return body


def _term(parent: Any, kind: str, term: str, links: list[Any], pages: Mapping[str, str]) -> None:
    line = _add(parent, "p", kind, term)
    shown: set[str] = set()
    for _main, address in links:
        docname, _, name = str(address).removeprefix(SCHEME).partition("#")
        target = anchor(docname, name)
        page = pages.get(target, "")
        if not page or page in shown:
            continue
        shown.add(page)
        if len(line):
            line[-1].tail = ", "
        else:
            line.text = f"{line.text}, "
        etree.SubElement(line, "a", {"href": f"#{target}"}).text = page


def _add(parent: Any, tag: str, kind: str = "", text: str | None = None) -> Any:
    element = etree.SubElement(parent, tag, {"class": kind} if kind else {})
    element.text = text
    return element
