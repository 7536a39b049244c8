"""One page's tree → files of at most so many bytes, broken where a section begins.

Readers lay out a whole file before they show its first page: a long one turns slowly, and old devices refuse
more than 300 KB.
"""

from __future__ import annotations

from copy import copy

from lxml import etree

from build_tools.builders.epub.markup import Element, find_all, make, name_of

LIMIT = 260_000
# What a file holds besides its part: declaration, head, namespaces of the root.
_FRAME = 2_000
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "span"])


def split(page: Element, limit: int = LIMIT) -> list[Element]:
    """Return the page's parts in order; a single block that is larger than `limit` bytes stays whole.

    An id stays with the first part of what had it. A footnote follows the first part that refers to it.
    """
    parts = _pieces(page, limit - _FRAME)
    if len(parts) > 1:
        _hand_out_notes(parts)
    return parts


def size(element: Element) -> int:
    """Return how many bytes an element takes when it is written."""
    return len(etree.tostring(element, with_tail=False))


def _pieces(element: Element, limit: int) -> list[Element]:
    if size(element) <= limit:
        return [element]
    shares: list[list[Element]] = [[]]
    for child in list(element):
        fits = sum(map(size, shares[-1])) + size(child) <= limit
        if (_is_section(child) or not fits) and not _only_headings(shares[-1]):
            shares.append([])
        first, *rest = _pieces(child, limit) if _breaks(child) else [child]
        shares[-1].append(first)
        shares.extend([each] for each in rest)
    if len(shares) == 1:
        return [element]
    return [_shell(element, share, first=number == 0) for number, share in enumerate(shares)]


def _shell(element: Element, children: list[Element], *, first: bool) -> Element:
    shell = copy(element)
    for child in list(shell):
        shell.remove(child)
    if not first:
        shell.text = None
        for attribute in ("id", "aria-labelledby", "role"):
            shell.attrib.pop(attribute, None)
    shell.extend(children)
    return shell


def _is_section(element: Element) -> bool:
    return name_of(element)[1] == "section"


def _breaks(element: Element) -> bool:
    # A box, a list or a figure keeps together; a cell's input and outputs need not.
    return name_of(element)[1] in ("section", "div") and element.get("role") is None


def _only_headings(elements: list[Element]) -> bool:
    return all(name_of(each)[1] in _HEADINGS for each in elements)


def _hand_out_notes(parts: list[Element]) -> None:
    notes = {}
    for part in parts:
        for note in find_all(part, ".//h:aside[@epub:type='footnote'][@id]"):
            notes[f"#{note.get('id')}"] = note
    for part in parts:
        meant = [link.get("href") for link in find_all(part, ".//h:a[@epub:type='noteref']")]
        here = [notes.pop(href) for href in dict.fromkeys(meant) if href in notes]
        if here:
            shelf = make("div", class_="footnotes")
            shelf.extend(here)
            part.append(shelf)
