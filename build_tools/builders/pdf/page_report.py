"""Bound sheaves → the report of what lies on which page, for other formats and later builds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_tools.builders.pdf.numbers import Numbering, label
from build_tools.builders.pdf.sheaf import Sheaf
from build_tools.builders.pdf.units import Heading


def page_report(
    sheaves: Iterable[Sheaf], numbering: Numbering, headings: Iterable[Heading]
) -> dict[str, Any]:
    """Return labels, anchors and headings by page, and which pages are blank."""
    drawn = [bool(sheaf.drawn) for sheaf in sheaves for _ in sheaf.pages]
    total = len(drawn)
    return {
        "pages": total,
        "front": numbering.front,
        "labels": [label(place, numbering.front) for place in range(1, total + 1)],
        "blank": [
            label(place, numbering.front) for place, there in enumerate(drawn, 1) if not there
        ],
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
