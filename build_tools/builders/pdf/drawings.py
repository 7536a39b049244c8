"""Drawings in the text → pictures beside it, each kept once.

WeasyPrint computes a style for every path of a drawing that stands in the document: half the time of a book
with formulas. A picture is read once and has words of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from build_tools.builders.pdf.roles import FORMULA
from build_tools.core.files import digest

SVG = "{http://www.w3.org/2000/svg}"
FOLDER = "_drawings"
Keep = Callable[[str, bytes], None]


def set_aside(root: Any, keep: Keep) -> None:
    """Replace every drawing in `root` by a picture; `keep` takes each drawing's name and content."""
    for drawing in list(root.iter(f"{SVG}svg")):
        if any(parent.tag == f"{SVG}svg" for parent in drawing.iterancestors()):
            continue
        attributes = {"alt": _words(drawing)}
        for name in ("style", "class", "id"):
            if name in drawing.attrib:
                attributes[name] = drawing.get(name)
        drawing.attrib.pop("id", None)
        tail, drawing.tail = drawing.tail, None
        if "vertical-align" in attributes.get("style", ""):
            # A formula: its box is sized in the text's em, which the picture by itself does not know.
            attributes["class"] = f"{attributes.get('class', '')} {FORMULA}".strip()
            del drawing.attrib["style"]
        else:
            attributes.pop("style", None)
        content = etree.tostring(drawing, encoding="utf-8")
        name = f"{FOLDER}/{digest(content)[:24]}.svg"
        keep(name, content)
        picture = drawing.makeelement("img", {"src": name, **attributes})
        picture.tail = tail
        drawing.getparent().replace(drawing, picture)


def _words(drawing: Any) -> str:
    title = drawing.find(f"{SVG}title")
    words = "".join(title.itertext()) if title is not None else drawing.get("aria-label", "")
    return " ".join(words.split()) or "Illustration"
