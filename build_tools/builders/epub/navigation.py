"""The outline of a book → `nav.xhtml`: table of contents, landmarks, and the pages of the printed edition.

ebooklib would write the file itself, but an empty list for every entry without children, and no landmarks
beyond those of EPUB 2.
"""

from __future__ import annotations

from build_tools.builders.epub.contents import Entry
from build_tools.builders.epub.markup import TYPE, Element, make
from build_tools.sphinxext.words import word

NAME = "nav.xhtml"


def navigation(
    title: str,
    entries: tuple[Entry, ...],
    landmarks: list[tuple[str, str, str]],
    pages: list[tuple[str, str]],
) -> Element:
    """Return the body of the navigation file.

    `landmarks` are (type, title, address), `pages` (label, address) of the printed edition's pages.
    """
    body = make("div")
    toc = make("nav", id="toc", role="doc-toc")
    toc.set(TYPE, "toc")
    toc.append(make("h1", title))
    toc.append(_list(entries))
    body.append(toc)
    guide = make("nav", id="landmarks", hidden="hidden", aria_label=word("Landmarks"))
    guide.set(TYPE, "landmarks")
    ordered = make("ol")
    for kind, label, address in landmarks:
        link = make("a", label, href=address)
        link.set(TYPE, kind)
        item = make("li")
        item.append(link)
        ordered.append(item)
    guide.append(ordered)
    body.append(guide)
    if pages:
        body.append(_page_list(pages))
    return body


def _list(entries: tuple[Entry, ...]) -> Element:
    ordered = make("ol")
    for entry in entries:
        item = make("li")
        item.append(
            make("a", entry.title, href=entry.href) if entry.href else make("span", entry.title)
        )
        if entry.below:
            item.append(_list(entry.below))
        ordered.append(item)
    return ordered


def _page_list(pages: list[tuple[str, str]]) -> Element:
    nav = make(
        "nav", id="page-list", role="doc-pagelist", hidden="hidden", aria_label=word("Pages")
    )
    nav.set(TYPE, "page-list")
    ordered = make("ol")
    for label, address in pages:
        item = make("li")
        item.append(make("a", label, href=address))
        ordered.append(item)
    nav.append(ordered)
    return nav
