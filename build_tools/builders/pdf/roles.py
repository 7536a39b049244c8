"""An element of HTML → its role among PDF's structure types, with the attributes that role asks for."""

from __future__ import annotations

from typing import Any

import pydyf

# Types that hold other elements and no text of their own.
GROUPS = {
    "/Document",
    "/Part",
    "/Sect",
    "/BlockQuote",
    "/L",
    "/LI",
    "/Table",
    "/TR",
    "/THead",
    "/TBody",
    "/TFoot",
    "/TOC",
}
REPEATED = ("thead", "tfoot")
POINTS = 0.75
_ROLES = {
    "section": "Sect", "article": "Sect", "blockquote": "BlockQuote", "p": "P", "pre": "Code",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "DT", "dd": "DD", "li::marker": "Lbl",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR",
    "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption", "img": "Figure", "span::footnote-call": "Reference",
    "span::footnote-marker": "Lbl-note",
}  # fmt: skip
FORMULA = "ml-formula"


def role_of(element: Any, tag: str) -> str | None:
    """Return the role; None for what only groups or decorates. Items of lists have roles of HTML's names."""
    if element is None:
        return None
    if tag == "a":
        return "Link" if element.get("href") else None
    if tag == "img" and FORMULA in element.get("class", "").split():
        return "Formula"
    if tag == "span":
        return "Note" if element.get("class") == "note" else "Span" if element.get("lang") else None
    if tag == "div" and element.get("class") == "toc":
        return "TOC"
    if tag == "p" and "line" in element.get("class", "").split():
        return "TOCI"
    role = _ROLES.get(tag)
    return None if role == "Lbl-note" else role


def words_of(picture: Any) -> str:
    """Return the words for a picture; `printed` has seen to it that every one has some."""
    return " ".join((picture.get("alt") or "Illustration").split())


def attributes(role: str, box: Any, height: float) -> Any:
    """Return the attributes of a table's cell, a list or a picture; None for anything else.

    `height` is that of the page in pixels of CSS.
    """
    if role in ("Figure", "Formula"):
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, height - top - box.height, left + box.width, height - top)
        bounds = pydyf.Array([round(each * POINTS, 2) for each in corners])
        return pydyf.Dictionary({"O": "/Layout", "BBox": bounds})
    if role == "L":
        numbered = (
            "/Decimal"
            if box.element.tag == "ol"
            else "/Disc"
            if box.element.tag == "ul"
            else "/None"
        )
        return pydyf.Dictionary({"O": "/List", "ListNumbering": numbered})
    if role not in ("TH", "TD"):
        return None
    told: dict[str, Any] = {"O": "/Table"}
    if role == "TH":
        told["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
    if box.colspan != 1:
        told["ColSpan"] = box.colspan
    if box.rowspan != 1:
        told["RowSpan"] = box.rowspan
    return pydyf.Dictionary(told) if len(told) > 1 else None
