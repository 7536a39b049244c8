"""Lines of code too long for the page → lines cut at its edge, each cut with a mark that says so.

The mark is drawn by the style sheet, so that a line that fits is copied as it was written.
"""

from __future__ import annotations

from typing import Any
from unicodedata import combining, east_asian_width

from lxml import etree

COLUMNS = 72
TAB = 8
BREAK = "cut"
# Names, operators, punctuation and space, as Pygments calls them; the style sheet has no rule for them.
PLAIN = {"n", "o", "p", "w", "nb", "bp", "nv", "fm", "vm", "go", ""}


def wrap_listings(root: Any) -> None:
    """Change every `<pre>` of `root` in place."""
    for listing in root.iter("pre"):
        _unwrap(listing)
        _Cutter().cut(listing)


def _unwrap(listing: Any) -> None:
    """Take away the spans around tokens that look like any other; they are two thirds of a listing."""
    for span in listing.iter("span"):
        if span.get("class") in PLAIN and "id" not in span.attrib:
            span.tag = "plain"
    etree.strip_tags(listing, "plain")


class _Cutter:
    """Walks a listing and counts columns; wide characters take two."""

    def __init__(self) -> None:
        self.column = 0

    def cut(self, element: Any) -> None:
        """Insert a mark wherever a line passes the last column."""
        text, element.text = element.text or "", None
        self._write(element, None, text)
        for child in list(element):
            tail, child.tail = child.tail or "", None
            self.cut(child)
            self._write(element, child, tail)

    def _write(self, parent: Any, after: Any, text: str) -> None:
        pieces = self._pieces(text)
        for number, piece in enumerate(pieces):
            if number:
                mark = parent.makeelement("span", {"class": BREAK})
                if after is None:
                    parent.insert(0, mark)
                else:
                    after.addnext(mark)
                after = mark
            if after is None:
                parent.text = piece
            else:
                after.tail = piece

    def _pieces(self, text: str) -> list[str]:
        pieces, current = [], ""
        for char in text:
            if char == "\n":
                self.column = 0
                current += char
                continue
            width = TAB - self.column % TAB if char == "\t" else _width(char)
            if self.column + width > COLUMNS:
                pieces.append(current)
                current, self.column = "", 2
            self.column += width
            current += " " * width if char == "\t" else char
        return [*pieces, current]


def _width(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1
