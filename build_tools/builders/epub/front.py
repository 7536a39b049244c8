"""A book's metadata → the files before its first page: cover and title page."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.builders.epub.markup import TYPE, Element, make

COVER_IMAGE = "images/cover.png"


@dataclass(frozen=True)
class About:
    """What title page and package say of a book."""

    identifier: str
    title: str
    author: str
    language: str
    edition: str
    rights: str
    date: str
    commit: str


def cover_page(about: About, label: str) -> Element:
    """Return the page that shows the cover."""
    body = make("div")
    section = make("section", class_="cover")
    section.set(TYPE, "cover")
    section.append(make("img", src=COVER_IMAGE, alt=f"{label}: {about.title}", role="doc-cover"))
    body.append(section)
    return body


def title_page(about: About) -> Element:
    """Return title, author, edition, state and rights."""
    body = make("div")
    section = make("section", class_="titlepage")
    section.set(TYPE, "titlepage")
    head, _, tail = about.title.partition(": ")
    section.append(make("h1", head))
    if tail:
        section.append(make("p", tail, class_="subtitle"))
    if about.author:
        section.append(make("p", about.author, class_="author"))
    state = " · ".join(filter(None, (about.edition, about.date, about.commit)))
    section.append(make("p", state, class_="state"))
    if about.rights:
        section.append(make("p", about.rights, class_="rights"))
    body.append(section)
    return body
