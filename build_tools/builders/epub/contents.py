"""A book's pages, split into files → the documents of an EPUB with names, titles and resolved links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from build_tools.builders.epub.clean import xml_id
from build_tools.builders.epub.markup import XHTML, Element, find_all, unwrap, words

SCHEME = "doc:"
_HEADING = ".//h:h1 | .//h:h2 | .//h:h3 | .//h:h4"


@dataclass
class Document:
    """One XHTML file: its `name` in the package, the page it is of, its tree and its title."""

    name: str
    docname: str
    body: Element
    title: str


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents. A part has no `href` of its own."""

    title: str
    href: str = ""
    below: tuple[Entry, ...] = field(default=())


def named(pages: Iterable[tuple[str, list[Element]]], fallback: str) -> list[Document]:
    """Name each part by its page and the section it begins with, so that names outlive insertions."""
    found: list[Document] = []
    taken: set[str] = set()
    for docname, parts in pages:
        title = ""
        for number, body in enumerate(parts):
            heading = next(iter(find_all(body, _HEADING)), None)
            title = (words(heading) if heading is not None else "") or title or fallback
            section = next(iter(find_all(body, ".//h:section[@id]")), None)
            stem = _plain(docname.replace("/", "-"))
            if number:
                ending = section.get("id") if section is not None else str(number + 1)
                stem = f"{stem}.{_plain(ending)[:60]}"
            name = _free(stem, taken)
            found.append(Document(f"{name}.xhtml", docname, body, title))
    return found


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-") or "page"


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 1
    # Some readers unpack onto file systems that take A and a for one name.
    while name.lower() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.lower())
    return name


def resolve(documents: list[Document]) -> None:
    """Point each link at the file that holds its target; one that leads out of the book loses its link."""
    places: dict[tuple[str, str], str] = {}
    for each in documents:
        places.setdefault((each.docname, ""), each.name)
        for element in find_all(each.body, ".//*[@id]"):
            places.setdefault((each.docname, element.get("id")), each.name)
    for document in documents:
        for link in find_all(document.body, ".//h:a"):
            target = _target(link.get("href"), document, places)
            if target:
                link.set("href", target)
                continue
            link.attrib.pop("href", None)
            if not link.get("id"):
                # A bare anchor means nothing to a reader.
                unwrap(link) if link.getparent() is not None else None


def _target(href: str | None, here: Document, places: dict[tuple[str, str], str]) -> str:
    if not href:
        return ""
    if href.startswith("#"):
        href = f"{SCHEME}{here.docname}{href}"
    if href.startswith(SCHEME):
        docname, _, wanted = href.removeprefix(SCHEME).partition("#")
        anchor = xml_id(wanted) if wanted else ""
        file = places.get((docname, anchor))
        if file is None:
            # The page is there, the place is not: Sphinx has warned of it.
            return places.get((docname, ""), "")
        return f"#{anchor}" if anchor and file == here.name else f"{file}#{anchor}".rstrip("#")
    return _outside(href)


def _outside(href: str) -> str:
    """Return an address on the network, quoted; nothing for a file beside the page."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme == "mailto" or (parts.scheme in ("http", "https") and parts.hostname):
        return quote(href.strip(), safe="%/:=&?~#+!$,;'@()*[]-._")
    return ""


def outline(
    documents: list[Document], pages: Iterable[tuple[str, int, str | None]]
) -> tuple[Entry, ...]:
    """Return the table of contents: parts, pages (docname, depth, part) and their sections."""
    by_page: dict[str, list[Document]] = {}
    for each in documents:
        by_page.setdefault(each.docname, []).append(each)
    rows = [
        (depth, part, _page_entry(by_page[docname]))
        for docname, depth, part in pages
        if docname in by_page
    ]
    return tuple(_by_part(rows))


def _by_part(rows: list[tuple[int, str | None, Entry]]) -> Iterator[Entry]:
    start = 0
    while start < len(rows):
        part = rows[start][1]
        end = start
        while end < len(rows) and rows[end][1] == part:
            end += 1
        entries = _nested([(depth, entry) for depth, _, entry in rows[start:end]])
        if part is None:
            yield from entries
        else:
            yield Entry(part, "", entries)
        start = end


def _nested(rows: list[tuple[int, Entry]]) -> tuple[Entry, ...]:
    """Put pages below the page they stand under. The landing page, of depth 0, is beside the chapters."""
    found: list[Entry] = []
    at = 0
    while at < len(rows):
        depth, entry = rows[at]
        end = at + 1
        while end < len(rows) and rows[end][0] > max(depth, 1):
            end += 1
        below = (*entry.below, *_nested(rows[at + 1 : end]))
        found.append(Entry(entry.title, entry.href, below))
        at = end
    return tuple(found)


def _page_entry(documents: list[Document]) -> Entry:
    first = documents[0]
    sections = []
    for document in documents:
        for section in find_all(document.body, ".//h:section[@id][h:h2]"):
            title = words(section.find(f"{{{XHTML}}}h2"))
            if title:
                sections.append(Entry(title, f"{document.name}#{section.get('id')}"))
    return Entry(first.title, first.name, tuple(sections))
