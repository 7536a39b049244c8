"""Drawings of formulas → PDF's operators, without the machinery that any other drawing needs.

MathJax draws with nothing but groups, outlines and bars, and the same few hundred outlines come again and
again. Read by WeasyPrint they were a quarter of the time of a book. A drawing that holds anything else is
left to WeasyPrint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from build_tools.builders.pdf.roles import FORMULA

_SVG = "{http://www.w3.org/2000/svg}"
_STEPS = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_MOVES = re.compile(r"(translate|scale)\(\s*([-\d.]+)(?:[\s,]+([-\d.]+))?\s*\)")
_OPERATORS = {"M": ("m", 2), "L": ("l", 2), "C": ("c", 6), "Z": ("h", 0)}
_KNOWN = {"transform", "stroke", "fill", "stroke-width", "d", "x", "y", "width", "height"}
Matrix = tuple[float, float, float, float]


class StrangeError(ValueError):
    """A drawing has something in it that formulas do not have."""


class Formula:
    """A picture, as WeasyPrint asks for them: its proportions, and itself drawn at a size."""

    def __init__(self, content: bytes) -> None:
        root = etree.fromstring(content)
        self._left, self._top, self._width, self._height = map(float, root.get("viewBox").split())
        if not self._width or not self._height:
            raise StrangeError("an empty formula")
        operators: list[bytes] = []
        for child in root:
            _walk(child, (1.0, 1.0, 0.0, 0.0), operators)
        self._operators = b"\n".join(operators)

    def get_intrinsic_size(self, _resolution: Any, _font_size: Any) -> tuple[None, None, float]:
        """Return that only the proportions are known."""
        return None, None, self._width / self._height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw into a box of `width` and `height` pixels, in the color of the text around it."""
        scale = min(width / self._width, height / self._height)
        across = (width - scale * self._width) / 2 - scale * self._left
        down = (height - scale * self._height) / 2 - scale * self._top
        with stream.stacked():
            stream.transform(a=scale, d=scale, e=across, f=down)
            stream.set_color(style["color"])
            stream.stream.append(self._operators)


def formulas(body: Any, base: Path) -> dict[str, Any]:
    """Return the formulas of a unit by the address that WeasyPrint looks pictures up with. Raises OSError."""
    found: dict[str, Any] = {}
    for picture in body.iter("img"):
        path = base / picture.get("src", "")
        if FORMULA in picture.get("class", "").split() and path.as_uri() not in found:
            try:
                found[path.as_uri()] = Formula(path.read_bytes())
            except StrangeError:
                continue
    return found


def _walk(element: Any, matrix: Matrix, operators: list[bytes]) -> None:
    """Append what draws `element`. Raises StrangeError."""
    if not isinstance(element.tag, str) or element.tag == f"{_SVG}title":
        return
    strange = [
        name for name in element.attrib if name not in _KNOWN and not name.startswith("data-")
    ]
    if strange or element.get("fill", "currentColor") != "currentColor":
        raise StrangeError(f"{element.tag} with {strange}")
    for move, first, second in _MOVES.findall(_whole(element.get("transform", ""))):
        matrix = _moved(matrix, move, float(first), float(second) if second else None)
    if element.tag == f"{_SVG}g":
        for child in element:
            _walk(child, matrix, operators)
        return
    if element.tag == f"{_SVG}path":
        drawn = outline(element.get("d", ""))
    elif element.tag == f"{_SVG}rect":
        sides = (element.get(name, "0") for name in ("x", "y", "width", "height"))
        drawn = b"%g %g %g %g re" % tuple(map(float, sides))
    else:
        raise StrangeError(element.tag)
    operators.append(b"q %g 0 0 %g %.6g %.6g cm\n%s\nf\nQ" % (*matrix, drawn))


def _whole(text: str) -> str:
    """Return a transformation of which every part is understood. Raises StrangeError."""
    if _MOVES.sub("", text).strip():
        raise StrangeError(text)
    return text


def _moved(matrix: Matrix, move: str, first: float, second: float | None) -> Matrix:
    a, d, e, f = matrix
    if move == "translate":
        return a, d, e + a * first, f + d * (second or 0.0)
    return a * first, d * (first if second is None else second), e, f


@lru_cache(maxsize=4096)
def outline(path: str) -> bytes:
    """Return the operators of an SVG path of straight lines and cubic curves. Raises StrangeError."""
    operators: list[str] = []
    for letter, text in _STEPS.findall(path):
        if letter not in _OPERATORS:
            raise StrangeError(f"{letter} in a path")
        operator, count = _OPERATORS[letter]
        numbers = _NUMBER.findall(text)
        if not count:
            operators.append(operator)
            continue
        if not numbers or len(numbers) % count:
            raise StrangeError(f"{letter}{text} in a path")
        for at in range(0, len(numbers), count):
            # Further pairs after a move are lines.
            name = "l" if operator == "m" and at else operator
            operators.append(" ".join([*numbers[at : at + count], name]))
    return "\n".join(operators).encode()
