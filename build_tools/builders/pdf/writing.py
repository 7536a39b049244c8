"""Laid-out units → one PDF with page labels, and a report of what lies on which page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from build_tools.builders.pdf.layout import VARIANT, Laid
from build_tools.builders.pdf.numbers import Numbering, label
from build_tools.builders.pdf.units import Heading


def write(laid: list[Laid], blank: Any, numbering: Numbering) -> tuple[Any, bytes]:
    """Return the whole document and its bytes; `blank` fills up units that end on the right."""
    pages: list[Any] = []
    for each in laid:
        pages += each.document.pages
        if len(each.document.pages) % 2:
            pages.append(blank.pages[0])
    document = laid[0].document.copy(pages)

    def finish(_document: Any, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = _labels(numbering.front)
        pdf.catalog["PageMode"] = "/UseOutlines"

    with _references_remembered():
        data: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=finish)
    return document, data


@contextmanager
def _references_remembered() -> Iterator[None]:
    """List the pages of a PDF once: pydyf lists all of them anew for every element that is tagged.

    In a book of 114 pages that was a sixth of the time to write, and it grows with the square of the pages.
    """
    original = pydyf.PDF.page_references
    known: dict[tuple[int, int], Any] = {}

    def references(pdf: Any) -> Any:
        key = (id(pdf), len(pdf.pages["Kids"]))
        if key not in known:
            known[key] = original.fget(pdf)
        return known[key]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = original


def page_report(document: Any, numbering: Numbering, headings: Iterable[Heading]) -> dict[str, Any]:
    """Return what other formats and later builds ask for: labels, anchors and headings by page."""
    total = len(document.pages)
    return {
        "pages": total,
        "front": numbering.front,
        "labels": [label(place, numbering.front) for place in range(1, total + 1)],
        "headings": [
            {
                "level": each.level,
                "title": each.text,
                "target": each.target,
                "page": numbering.of(each.target),
            }
            for each in headings
        ],
        "anchors": dict(sorted(numbering.pages.items())),
    }


def _labels(front: int) -> Any:
    roman = pydyf.Dictionary({"S": "/r"})
    arabic = pydyf.Dictionary({"S": "/D"})
    runs = [0, roman, front, arabic] if front else [0, arabic]
    return pydyf.Dictionary({"Nums": pydyf.Array(runs)})
