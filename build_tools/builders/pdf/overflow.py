"""Laid-out pages → what on them reaches beyond the paper, by the words that an author can find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

# A cutter may miss the edge by as much, and WeasyPrint counts CSS pixels.
EDGE = 2.0
PIXELS = 96 / 25.4
WORDS = 24


@dataclass(frozen=True)
class Excess:
    """`what` is beyond its page by `millimeters`; `words` are its first, `docname` its source."""

    what: str
    words: str
    docname: str
    millimeters: float


def overflows(document: Any) -> list[Excess]:
    """Return what lies outside the pages of a document that WeasyPrint has laid out, each thing once."""
    found: dict[tuple[str, str], Excess] = {}
    for page in document.pages:
        for excess in _on(page._page_box, page.width, page.height, ""):
            found.setdefault((excess.docname, excess.words), excess)
    return list(found.values())


def _on(box: Any, width: float, height: float, docname: str) -> Iterator[Excess]:
    box = getattr(box, "_box", box)  # what is placed absolutely hides behind a placeholder
    if isinstance(box, boxes.MarginBox):
        return
    element = getattr(box, "element", None)
    if element is not None and "--" in (name := element.get("id") or ""):
        docname = name.partition("--")[0].replace(".", "/")
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        excess = _excess(box, width, height)
        if excess > 0:
            yield _told(box, element, docname, excess / PIXELS)
        return
    for child in getattr(box, "children", ()):
        yield from _on(child, width, height, docname)


def _excess(box: Any, width: float, height: float) -> float:
    """Return how many pixels a box is beyond the edge, 0 or less when it is inside."""
    if isinstance(box, boxes.TextBox) and not box.text.strip():
        return 0.0
    left, top = box.position_x, box.position_y
    return float(
        max(
            left + box.width - (width - EDGE * PIXELS),
            top + box.height - (height - EDGE * PIXELS),
            EDGE * PIXELS - left if left < 0 else 0.0,
        )
    )


def _told(box: Any, element: Any, docname: str, millimeters: float) -> Excess:
    if isinstance(box, boxes.TextBox):
        words = box.text.strip()[:WORDS]
        return Excess(f"the text '{words}'", words, docname, millimeters)
    source = (element.get("src") if element is not None else "") or ""
    name = source.rpartition("/")[2]
    return Excess(f"the picture {name}".strip(), name, docname, millimeters)
