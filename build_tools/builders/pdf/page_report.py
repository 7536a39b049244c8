"""Bound sheaves → the report of what lies on which page, for other formats and later builds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_tools.builders.pdf.numbers import Numbering, label
from build_tools.builders.pdf.units import Heading


def page_report(total: int, numbering: Numbering, headings: Iterable[Heading]) -> dict[str, Any]:
    """Return labels, anchors and headings by page of a book of `total` pages."""
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
