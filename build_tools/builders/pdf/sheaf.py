"""A unit as it is drawn: its pages and everything on them, in numbers of its own, ready to be bound.

References between objects are numbers of this unit alone, held apart from the text around them, so that
binding a book puts in the book's numbers without looking at anything else. A `Hole` is a page's number that
is known only then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pydyf

from build_tools.core.diagnostics import Diagnostic

# Objects that a book has once; every unit knows them by these numbers.
ROOT, FONTS, DOCUMENT, FIRST = 1, 3, 4, 5
# Takes the place of an object's generation, and starts a key of the parent tree; no text can hold it.
MARK = "\x00"
BREAK = b"\n\x01\n"
_NUMBERS = re.compile(rb"(?:(\d+) \x00 R|\x00k(\d+)\x00)")


@dataclass(frozen=True)
class Hole:
    """A number to be drawn: the page of `target`, or of the page itself when that is empty.

    Several targets with spaces between them make a list of their pages.

    `glyphs` has the glyph and width of each figure, `width` the room there is, both in thousandths of an em;
    `right` says that the number ends where the room does.
    """

    target: str
    glyphs: dict[str, tuple[int, int]]
    width: int
    right: bool

    def drawn(self, label: str) -> bytes:
        """Return the operator that shows `label`."""
        used = [self.glyphs[each] for each in self._fitting(label)]
        shift = self.width - sum(width for _, width in used) if self.right else 0
        shown = "".join(f"{glyph:04x}" for glyph, _ in used)
        return f"[{-shift}<{shown}>] TJ".encode()

    def _fitting(self, label: str) -> str:
        """Return as much of a list of numbers as there is room for."""
        while ", " in label and sum(self.glyphs[each][1] for each in label) > self.width:
            label = label.rpartition(", ")[0]
        return label


@dataclass
class Face:
    """What binding needs to know of a font: where its file is and which glyphs were drawn."""

    digest: str
    index: int
    hash: str
    facts: dict[str, Any]
    widths: dict[int, int] = field(default_factory=dict)
    to_unicode: dict[int, str] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """Text with places for numbers of objects (positive) and for keys of the parent tree (negative)."""

    text: bytes
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, data: bytes) -> Template:
        """Take apart what `Book` wrote."""
        pieces = _NUMBERS.split(data.replace(b"%", b"%%"))
        text, numbers = [pieces[0]], []
        for number, key, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            numbers.append(int(number) if number else -1 - int(key))
            text += [b"%d 0 R" if number else b"%d", after]
        return cls(b"".join(text), tuple(numbers))


@dataclass
class Sheaf:
    """One unit's pages; numbers of objects are the unit's own, coordinates points from the bottom left."""

    name: str
    size: tuple[float, float] = (0.0, 0.0)
    count: int = FIRST
    plain: Template = Template(b"", ())
    plain_numbers: list[int] = field(default_factory=list)
    streams: list[tuple[int, Template, list[bytes | Hole], int]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    annotated: list[int] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    anchors: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    bookmarks: list[tuple[int, str, int, float, float]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def length(self) -> int:
        """Pages, with the blank one that makes the next unit start on the right."""
        return len(self.pages) + len(self.pages) % 2


class Book(pydyf.PDF):  # type: ignore[misc]
    """Objects of one unit: `reference` of each is marked, so that a `Template` finds it."""

    def __init__(self) -> None:
        super().__init__()
        while len(self.objects) < FIRST:
            self.add_object(pydyf.Dictionary())

    def add_object(self, object_: Any) -> Any:
        """Number an object."""
        super().add_object(object_)
        object_.generation = MARK
        return object_

    def element(self, role: str, parent: bytes, **more: Any) -> Any:
        """Return a new element of the structure."""
        fields = {"Type": "/StructElem", "S": f"/{role}", "K": pydyf.Array(), "P": parent, **more}
        return self.add_object(pydyf.Dictionary(fields))


def reference(number: int) -> bytes:
    """Return a marked reference to an object of the unit."""
    return f"{number} {MARK} R".encode()


def key(number: int) -> bytes:
    """Return a marked key of the parent tree."""
    return f"{MARK}k{number}{MARK}".encode()
