"""Formulas as MathML → the same with a drawing beside it, for reading apps that do not know MathML.

`altimg` names the drawing where the MathML standard wants it. Few apps read it (EPUB 3.2 took the advice out
for that reason), so an image stands behind each formula as well, and the style sheet shows one of the two.
The drawings are those of the PDF, from the same store, and need no script.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from build_tools.builders.epub.markup import MATHML, Element, make
from build_tools.core.files import digest
from build_tools.sphinxext.math import Formula, FormulaStore, TexSettings, Typeset, typeset

# The class of a drawing; the style sheet knows it.
DRAWN = "drawn"
_FOLDER = "images"
_MARK = "formula:"


def noted(formula: Formula) -> str:
    """Return a formula as the value of `altimg` in a fragment: enough to draw it when the book is packed."""
    return _MARK + json.dumps(asdict(formula), ensure_ascii=False, sort_keys=True)


def illustrate(
    pages: Iterable[Element], settings: TexSettings, store: FormulaStore
) -> dict[str, bytes]:
    """Put a drawing behind every formula of `pages`; returns the files.

    The spoken words of a drawing are English, as the rules are. Raises what `typeset` raises.
    """
    places = [(each, _wanted(each)) for page in pages for each in page.iter(f"{{{MATHML}}}math")]
    wanted = list(dict.fromkeys(formula for _, formula in places if formula is not None))
    drawn = dict(zip(wanted, typeset(wanted, "svg", settings=settings, store=store), strict=True))
    said = dict(zip(wanted, typeset(wanted, "speech", settings=settings, store=store), strict=True))
    files: dict[str, bytes] = {}
    for element, formula in places:
        # An address that raw HTML brought names a file that is not packed.
        element.attrib.pop("altimg", None)
        if formula is None or drawn[formula].width is None:
            continue
        content = _file(drawn[formula])
        name = f"{_FOLDER}/formula-{digest(content)[:16]}.svg"
        files[name] = content
        _place(element, name, drawn[formula], said[formula].markup or formula.tex)
    return files


def _wanted(element: Element) -> Formula | None:
    note = element.get("altimg", "")
    return Formula(**json.loads(note.removeprefix(_MARK))) if note.startswith(_MARK) else None


def _place(element: Element, name: str, drawing: Typeset, words: str) -> None:
    measures = _measures(drawing)
    element.set("altimg", name)
    for side in ("width", "height", "valign"):
        element.set(f"altimg-{side}", measures[side])
    image = make(
        "img",
        src=name,
        alt=" ".join(words.split()),
        lang="en",
        class_=DRAWN,
        # Apps without style sheets that know HTML's own leave it out; those know MathML as well.
        hidden="hidden",
        style=f"width:{measures['width']};vertical-align:{measures['valign']}",
    )
    image.tail, element.tail = element.tail, None
    element.addnext(image)


def _measures(drawing: Typeset) -> Mapping[str, str]:
    width, height, depth = drawing.width or 0, drawing.height or 0, drawing.depth or 0
    return {
        "width": f"{width:.4g}em",
        "height": f"{height + depth:.4g}em",
        "valign": f"{0 - depth:.4g}em",
    }


def _file(drawing: Typeset) -> bytes:
    measures = _measures(drawing)
    sizes = f'<svg width="{measures["width"]}" height="{measures["height"]}" '
    return drawing.markup.replace("<svg ", sizes, 1).encode()
