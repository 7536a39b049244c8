"""Sheaves in their order → the bytes of one PDF: one set of fonts, one tree of tags, one outline."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pydyf
from weasyprint.pdf import _w3c_date_to_pdf
from weasyprint.pdf.metadata import DocumentMetadata

from build_tools.builders.pdf.faces import Faces
from build_tools.builders.pdf.numbers import Numbering, label
from build_tools.builders.pdf.sheaf import (
    BREAK,
    DOCUMENT,
    FIRST,
    FONTS,
    ROOT,
    Hole,
    Sheaf,
    Template,
)

# Objects that are read and decompressed together; a reader needs all of them to see one.
TOGETHER = 400
_ENTRY = struct.Struct(">BIH")


@dataclass(frozen=True)
class About:
    """What the file says of itself; dates as in ISO 8601, empty when unknown."""

    title: str
    author: str
    language: str
    date: str


def bind(sheaves: list[Sheaf], numbering: Numbering, about: About, faces: Faces) -> bytes:
    """Return the file. Every sheaf has an even number of pages, or is the last. Raises OSError."""
    return _Binder(sheaves, numbering, about, faces).bound()


class _Binder:
    def __init__(
        self, sheaves: list[Sheaf], numbering: Numbering, about: About, faces: Faces
    ) -> None:
        self._sheaves = sheaves
        self._numbering = numbering
        self._about = about
        self._head = pydyf.PDF()
        self._fonts = faces.embed(self._head, (face for sheaf in sheaves for face in sheaf.faces))
        self._tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._document = pydyf.Dictionary({"Type": "/StructElem", "S": "/Document"})
        for each in (self._fonts, self._tree, self._document, self._head.info):
            self._head.add_object(each)
        self._outline: list[Any] = []
        self._out = bytearray(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
        self._entries: dict[int, bytes] = {0: _ENTRY.pack(0, 0, 65535)}

    def bound(self) -> bytes:
        """Number everything, then write it."""
        self._catalog()
        self._outlines()
        counts = [sheaf.count - FIRST for sheaf in self._sheaves]
        first = len(self._head.objects) + 1
        self._bases = list(accumulate(counts, initial=first))[:-1]
        self._next = first + sum(counts)
        keys = [len(sheaf.pages) + len(sheaf.annotated) for sheaf in self._sheaves]
        self._keys = list(accumulate(keys, initial=0))[:-1]
        self._pages()
        self._structure()
        self._destinations()
        self._write_head()
        for place, sheaf in enumerate(self._sheaves):
            self._write(place, sheaf)
        return self._finished()

    def _number(self, place: int, local: int) -> int:
        return self._bases[place] + local - FIRST

    def _reference(self, place: int, local: int) -> bytes:
        return b"%d 0 R" % self._number(place, local)

    def _catalog(self) -> None:
        about, catalog, info = self._about, self._head.catalog, self._head.info
        info["Producer"] = pydyf.String("WeasyPrint, mlsysbook")
        info["Creator"] = pydyf.String("mlsysbook")
        info["Title"] = pydyf.String(about.title)
        if about.author:
            info["Author"] = pydyf.String(about.author)
        if about.date:
            for name in ("CreationDate", "ModDate"):
                info[name] = pydyf.String(_w3c_date_to_pdf(about.date, name))
        catalog["Lang"] = pydyf.String(about.language)
        catalog["PageLabels"] = _labels(self._numbering.front)
        catalog["PageMode"] = "/UseOutlines"
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["StructTreeRoot"] = self._tree.reference
        date = about.date or None
        metadata = DocumentMetadata(
            about.title, [about.author] if about.author else [], generator="mlsysbook", created=date,
            modified=date, lang=about.language,
        )  # fmt: skip
        metadata.include_in_pdf(self._head, "ua", 1, conformance=None, compress=False)
        self._names = pydyf.Dictionary()
        self._head.add_object(self._names)
        catalog["Names"] = pydyf.Dictionary({"Dests": self._names.reference})

    def _pages(self) -> None:
        pages = [
            self._reference(place, page)
            for place, sheaf in enumerate(self._sheaves)
            for page in sheaf.pages
        ]
        self._head.pages["Kids"] = pydyf.Array(pages)
        self._head.pages["Count"] = len(pages)

    def _structure(self) -> None:
        """Hang the units' elements under one document, and tell the owner of every mark."""
        kids, owners = [], []
        for place, sheaf in enumerate(self._sheaves):
            kids += [self._reference(place, each) for each in sheaf.elements]
            numbers = [*sheaf.parents, *sheaf.annotated]
            for offset, number in enumerate(numbers):
                owners += [self._keys[place] + offset, self._reference(place, number)]
        self._document |= {"P": self._tree.reference, "K": pydyf.Array(kids)}
        self._tree |= {
            "K": pydyf.Array([self._document.reference]),
            "ParentTree": pydyf.Dictionary({"Nums": pydyf.Array(owners)}),
            "ParentTreeNextKey": len(owners) // 2,
        }

    def _destinations(self) -> None:
        """Name every place that something links to; a link to what was not drawn leads to the beginning."""
        wanted = {name for sheaf in self._sheaves for name in sheaf.links}
        known: dict[str, bytes] = {}
        for place, sheaf in enumerate(self._sheaves):
            for name, (page, left, top) in sheaf.anchors.items():
                if name in wanted and name not in known:
                    where = self._reference(place, sheaf.pages[page])
                    known[name] = b"[%s /XYZ %g %g 0]" % (where, left, top)
        start = b"[%s /Fit]" % self._reference(0, self._sheaves[0].pages[0])
        names = pydyf.Array()
        for data, name in sorted((pydyf.String(name).data, name) for name in wanted):
            names += [data, known.get(name, start)]
        self._names["Names"] = names

    def _outlines(self) -> None:
        """Make the outline's objects; where they lead is filled in when pages have numbers."""
        root = pydyf.Dictionary({"Type": "/Outlines"})
        self._head.add_object(root)
        above: list[tuple[int, Any]] = [(0, root)]
        for place, sheaf in enumerate(self._sheaves):
            for level, words, page, left, top in sheaf.bookmarks:
                while above[-1][0] >= level:
                    above.pop()
                parent = above[-1][1]
                line = pydyf.Dictionary({"Title": pydyf.String(words), "Parent": parent.reference})
                self._head.add_object(line)
                _hang(line, parent)
                self._outline.append((line, place, sheaf.pages[page], left, top))
                above.append((level, line))
        _count(root)
        self._head.catalog["Outlines"] = root.reference

    def _write_head(self) -> None:
        for line, place, page, left, top in self._outline:
            where = self._reference(place, page)
            line["Dest"] = b"[%s /XYZ %g %g 0]" % (where, left, top)
        plain = []
        for each in self._head.objects[1:]:
            if isinstance(each, pydyf.Stream):
                self._object(each.number, each.data)
            else:
                plain.append((each.number, each.data))
        self._pack(plain)

    def _write(self, place: int, sheaf: Sheaf) -> None:
        """Write one unit with the book's numbers."""
        shared = {ROOT: self._head.pages, FONTS: self._fonts, DOCUMENT: self._document}
        table = [shared[at].number if at in shared else 0 for at in range(FIRST)]
        base, keys = self._bases[place] - FIRST, self._keys[place]

        def filled(template: Template) -> bytes:
            numbers = (
                keys - 1 - at if at < 0 else table[at] if at < FIRST else base + at
                for at in template.numbers
            )
            return template.text % tuple(numbers)

        before = sum(len(each.pages) for each in self._sheaves[:place])
        folios = {number: before + at for at, number in enumerate(sheaf.drawn, start=1)}
        for number, extra, pieces, compress in sheaf.streams:
            content = b"\n".join(self._piece(piece, folios.get(number, 0)) for piece in pieces)
            told = filled(extra)[:-2]
            if compress:
                content, told = zlib.compress(content, 6), told + b"/Filter /FlateDecode"
            data = b"%s/Length %d>>\nstream\n%s\nendstream" % (told, len(content), content)
            self._object(base + number, data)
        objects = filled(sheaf.plain).split(BREAK)
        self._pack(
            [(base + at, data) for at, data in zip(sheaf.plain_numbers, objects, strict=True)]
        )

    def _piece(self, piece: bytes | Hole, position: int) -> bytes:
        if isinstance(piece, bytes):
            return piece
        if piece.target:
            pages = dict.fromkeys(map(self._numbering.of, piece.target.split(" ")))
            return piece.drawn(", ".join(pages))
        return piece.drawn(label(position, self._numbering.front))

    def _object(self, number: int, data: bytes) -> None:
        self._entries[number] = _ENTRY.pack(1, len(self._out), 0)
        self._out += b"%d 0 obj\n%s\nendobj\n" % (number, data)

    def _pack(self, objects: list[tuple[int, bytes]]) -> None:
        """Write objects that are no streams, many together in compressed ones."""
        for start in range(0, len(objects), TOGETHER):
            run = objects[start : start + TOGETHER]
            holder, offset, index = self._next, 0, []
            self._next += 1
            for place, (number, data) in enumerate(run):
                index.append(b"%d %d" % (number, offset))
                offset += len(data) + 1
                self._entries[number] = _ENTRY.pack(2, holder, place)
            heads = b" ".join(index) + b"\n"
            content = zlib.compress(heads + b"\n".join(data for _, data in run), 6)
            told = (len(run), len(heads), len(content), content)
            self._object(
                holder,
                b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
                % told,
            )

    def _finished(self) -> bytes:
        start, number = len(self._out), self._next
        self._entries[number] = _ENTRY.pack(1, start, 0)
        free = _ENTRY.pack(0, 0, 65535)
        table = zlib.compress(b"".join(self._entries.get(at, free) for at in range(number + 1)), 6)
        name = hashlib.md5(self._out, usedforsecurity=False).hexdigest().encode()
        root, info = self._head.catalog.reference, self._head.info.reference
        told = b"<</Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s" % (number + 1, root, info)
        told += b"/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>" % (name, name, len(table))
        self._out += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, told, table)
        self._out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(self._out)


def _hang(line: Any, parent: Any) -> None:
    if "First" not in parent:
        parent["First"] = line.reference
    else:
        line["Prev"] = parent["Last"]
        parent["_last"]["Next"] = line.reference
    parent["Last"] = line.reference
    parent["_last"] = line
    parent["_kids"] = [*parent.get("_kids", []), line]


def _count(parent: Any) -> int:
    """Let every line of the outline say how many lie below it, and forget what only making it needed."""
    kids = parent.pop("_kids", [])
    parent.pop("_last", None)
    total = sum(1 + _count(kid) for kid in kids)
    if total:
        parent["Count"] = total
    return total


def _labels(front: int) -> Any:
    roman = pydyf.Dictionary({"S": "/r"})
    arabic = pydyf.Dictionary({"S": "/D"})
    runs = [0, roman, front, arabic] if front else [0, arabic]
    return pydyf.Dictionary({"Nums": pydyf.Array(runs)})
