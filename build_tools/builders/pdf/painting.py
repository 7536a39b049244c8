"""A unit that WeasyPrint has laid out → a `Sheaf`: drawn pages, tags, links and marks."""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.matrix import Matrix
from weasyprint.pdf import _use_references

from build_tools.builders.pdf.faces import Faces
from build_tools.builders.pdf.ink import TARGET, Ink
from build_tools.builders.pdf.roles import POINTS
from build_tools.builders.pdf.sheaf import (
    BREAK,
    FIRST,
    FONTS,
    ROOT,
    Book,
    Hole,
    Sheaf,
    Template,
    key,
    reference,
)
from build_tools.builders.pdf.structure import Structure, artifacts


def paint(document: Any, name: str, language: str, faces: Faces) -> Sheaf:
    """Draw every page of `document`. `faces` keeps the files of fonts."""
    return _Painter(document, name, language).painted(faces)


def blank(size: tuple[float, float]) -> Sheaf:
    """Return an empty page, `size` in points."""
    pdf, area = Book(), pydyf.Array([0, 0, *size])
    fields = {"Type": "/Page", "Parent": reference(ROOT), "MediaBox": area, "Tabs": "/S"}
    made = pdf.add_object(pydyf.Dictionary(fields))
    plain = Template.of(made.data)
    return Sheaf(":blank", size, len(pdf.objects), plain, [made.number], pages=[made.number])


class _Painter:
    def __init__(self, document: Any, name: str, language: str) -> None:
        self._document = document
        self._sheaf = Sheaf(name)
        self._pdf = Book()
        self._fonts: dict[Any, Any] = {}
        self._images: dict[str, Any] = {}
        self._figures: dict[str, Any] = {}
        self._seen: set[Any] = set()
        self._structure = Structure(self._pdf, name, language, len(document.pages))
        groups = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
        self._resources = pydyf.Dictionary({group: pydyf.Dictionary() for group in groups})
        self._resources["Font"] = reference(FONTS)
        self._pdf.add_object(self._resources)

    def painted(self, faces: Faces) -> Sheaf:
        for number, page in enumerate(self._document.pages):
            self._sheaf.drawn.append(self._page(number, page))
        _use_references(self._pdf, self._resources, self._images, self._document.color_profiles)
        sheaf = self._sheaf
        sheaf.elements = self._structure.elements
        sheaf.annotated = self._structure.annotated
        sheaf.faces = [faces.record(font) for font in self._fonts.values()]
        self._write()
        return sheaf

    def _page(self, number: int, page: Any) -> int:
        """Draw one page and return the number of its stream."""
        width, height = page.width * POINTS, page.height * POINTS
        box = (0, 0, page.width, page.height)
        tags: dict[Any, Any] = {}
        ink = Ink(self._fonts, box, self._resources, self._images, tags, {}, None)
        ink.artifacts = artifacts(page._page_box, self._seen)
        ink.figures = self._figures
        ink.transform(d=-1, f=height)
        self._pdf.add_object(ink)
        area = pydyf.Array([0, 0, width, height])
        self._sheaf.size = self._sheaf.size if number else (width, height)
        made = pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": reference(ROOT),
                "MediaBox": area,
                "Contents": ink.reference,
                "Resources": self._resources.reference,
                "Tabs": "/S",
                "StructParents": key(number),
            }
        )
        self._pdf.add_object(made)
        self._sheaf.pages.append(made.number)
        annotations = self._links(page, made, height)
        page.paint(ink, POINTS)
        self._places(number, page, height)
        owners = self._structure.add(made, page._page_box, tags, annotations, page.height)
        self._sheaf.parents.append(owners)
        return int(ink.number)

    def _links(self, page: Any, made: Any, height: float) -> dict[Any, list[Any]]:
        """Return the link annotations of a page by the box that they lie on."""
        found: dict[Any, list[Any]] = {}
        matrix = Matrix(POINTS, 0, 0, -POINTS, 0, height)
        for kind, target, area, box in page.links:
            if kind not in ("internal", "external") or not (
                box.link or box.style["position"] == "absolute"
            ):
                # Every box within a link comes with a link of its own over the same place.
                continue
            corners = (*matrix.transform_point(*area[:2]), *matrix.transform_point(*area[2:]))
            words = _words(box.element) or target
            told = {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": pydyf.Array([round(each, 2) for each in corners]),
                "BS": pydyf.Dictionary({"W": 0}),
                "F": 4,
                "Contents": pydyf.String(words),
            }
            if kind == "internal":
                told["Dest"] = pydyf.String(target)
                self._sheaf.links.append(target)
            else:
                action = {"Type": "/Action", "S": "/URI", "URI": pydyf.String(target)}
                told["A"] = pydyf.Dictionary(action)
            link = self._pdf.add_object(pydyf.Dictionary(told))
            made.setdefault("Annots", pydyf.Array()).append(link.reference)
            found.setdefault(box, []).append(link)
        return found

    def _places(self, number: int, page: Any, height: float) -> None:
        for name, (left, top, *_) in page.anchors.items():
            place = (number, round(left * POINTS, 2), round(height - top * POINTS, 2))
            self._sheaf.anchors.setdefault(name, place)
        for level, words, (left, top), _state in page.bookmarks:
            place = (number, round(left * POINTS, 2), round(height - top * POINTS, 2))
            self._sheaf.bookmarks.append((level, words, *place))

    def _write(self) -> None:
        """Turn the objects into templates."""
        sheaf, plain = self._sheaf, []
        sheaf.count = len(self._pdf.objects)
        for thing in self._pdf.objects[FIRST:]:
            if isinstance(thing, pydyf.Stream):
                extra = pydyf.Dictionary(thing.extra).data
                compressed = int("Filter" not in thing.extra)
                told = Template.of(extra)
                sheaf.streams.append((thing.number, told, _pieces(thing), compressed))
            else:
                sheaf.plain_numbers.append(thing.number)
                plain.append(thing.data)
        sheaf.plain = Template.of(BREAK.join(plain))


def _words(link: Any) -> str:
    """Return a link's text on one line, without the numbers of pages, which are not known yet."""
    texts = [link.text or ""]
    for child in link:
        if child.get(TARGET) is None and child.get("class") != "page-of":
            texts.append(_words(child))
        texts.append(child.tail or "")
    return " ".join(" ".join(texts).split())


def _pieces(stream: Any) -> list[bytes | Hole]:
    """Return a stream's content, what lies between holes in one piece."""
    found: list[bytes | Hole] = []
    run: list[bytes] = []
    for item in stream.stream:
        if isinstance(item, Hole):
            found += [b"\n".join(run), item]
            run = []
        else:
            run.append(pydyf._to_bytes(item))
    return [*found, b"\n".join(run)]
