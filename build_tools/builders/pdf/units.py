"""Fragments in reading order → units that each start on a right-hand page and are laid out by themselves.

A unit is a chapter with the pages below it, behind the opener of its part when it is the first there; the
front matter is one, the index another. One document for all would be laid out as a whole for every change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from build_tools.builders.pdf.fragment import anchor
from build_tools.builders.pdf.numbers import Numbering
from build_tools.core.book import Book, Page
from build_tools.core.toc import Subtree

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Heading:
    """A line of the contents: `level` 0 for a part, 1 for a chapter, 2 and more below."""

    level: int
    text: str
    number: str
    target: str


@dataclass
class Unit:
    """What is laid out together: `body` holds its elements, `front` says roman numbers.

    `fill` writes the numbers of pages into the body; a unit that is `late` is all numbers.
    """

    name: str
    body: Any
    front: bool = False
    late: bool = False
    headings: list[Heading] = field(default_factory=list)
    fill: Callable[[Numbering], None] = field(default=lambda _: None)


def units(book: Book, folder: Path, front: set[str], questions: dict[str, str]) -> list[Unit]:
    """Return the book's chapters as units; `front` are docnames before the first arabic page."""
    made: list[Unit] = []
    part: str | None = None
    opened = opened_parts(book)
    for page in book.pages:
        path = folder / f"{page.docname}.xhtml"
        if not path.is_file() or (page.depth == 0 and book.profile == "house"):
            continue
        section = etree.parse(str(path)).getroot()
        _shift(section, max(0, page.depth - 1))
        if page.depth <= 1 or not made:
            unit = Unit(page.docname, etree.Element("body"), page.docname in front)
            made.append(unit)
            within = page.part in opened and not unit.front
            section.set("class", "doc chapter in-part" if within else "doc chapter")
            if page.part != part and within:
                _open_part(unit, book, page, questions)
            part = page.part
        made[-1].body.append(section)
        made[-1].headings += _headings(section)
    return made


def opened_parts(book: Book) -> set[str | None]:
    """Return the captions of the parts that have a page of their own: those with numbers, if any has."""
    captions = {subtree.caption for subtree in _numbered(book)} - {None}
    return captions or {page.part for page in book.pages} - {None}


def _numbered(book: Book) -> list[Subtree]:
    return [
        subtree
        for entry in book.toc.root.walk()
        for subtree in entry.subtrees
        if subtree.options.get("numbered") and subtree.entries
    ]


def front_pages(book: Book) -> set[str]:
    """Return the pages before the first numbered part; none when no part is numbered or the first is."""
    numbered = [subtree.entries[0].line for subtree in _numbered(book)]
    first = next((page.docname for page in book.pages if page.line in numbered), None)
    if first is None:
        return set()
    names = [page.docname for page in book.pages]
    return set(names[: names.index(first)])


def _shift(section: Any, levels: int) -> None:
    """Move headings down, so that a section in a file of its own is a section of its chapter."""
    for element in section.iter(*HEADINGS):
        level = min(6, int(element.tag[1]) + levels)
        element.tag = f"h{level}"


def _headings(section: Any) -> list[Heading]:
    found = []
    for element in section.iter("h1", "h2", "h3"):
        level = int(element.tag[1])
        holder = element.getparent()
        target = element.get("id") or holder.get("id") or section.get("id")
        number = "".join(element.xpath("./span[@class='section-number'][1]//text()"))
        text = "".join(element.itertext())[len(number) :]
        found.append(Heading(level, " ".join(text.split()), number.strip().rstrip("."), target))
    return found


def _open_part(unit: Unit, book: Book, page: Page, questions: dict[str, str]) -> None:
    caption = str(page.part)
    label, dot, title = caption.partition(" · ")
    name = f"part-{page.docname.replace('/', '.')}"
    opener = etree.SubElement(unit.body, "section", {"class": "part", "id": name})
    if dot:
        etree.SubElement(opener, "p", {"class": "part-label"}).text = label
    etree.SubElement(opener, "h1", {"class": "part-title"}).text = title if dot else caption
    members = etree.SubElement(opener, "div", {"class": "part-chapters"})
    for each in book.pages:
        if each.part == page.part and each.depth == 1 and each.docname in questions:
            line = etree.SubElement(members, "p")
            line.text = questions[each.docname]
            line.set("data-page", anchor(each.docname))
    unit.headings.append(Heading(0, caption, "", name))
