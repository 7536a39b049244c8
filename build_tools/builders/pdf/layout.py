"""Units → laid-out pages with the numbers that contents, references and index print.

Numbers are written into the text before it is laid out: first those of the last build, or a guess, then,
for the units where the guess was wrong, those that came of it. WeasyPrint's own `target-counter` lays out the
whole book again for the same effect and can neither name a page once for two marks nor leave one out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cssselect2
import weasyprint
from lxml import etree
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from build_tools.builders.pdf.numbers import Numbering, label
from build_tools.builders.pdf.units import Unit

STATIC = Path(__file__).with_name("static")
# A number that depends on a number may need a second look; more rounds than this mean that two never agree.
ROUNDS = 4
VARIANT = "pdf/ua-1"


class _Tree(weasyprint.HTML):  # type: ignore[misc]
    """A document that is a tree already; WeasyPrint's own class would parse text as HTML once more."""

    def __init__(self, root: Any, base: Path, fetcher: URLFetcher) -> None:
        self.base_url = base.as_uri() + "/"
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


@dataclass
class Laid:
    """One unit laid out: its document, the numbers it was given, and the page it started on."""

    document: Any
    given: Any
    anchors: dict[str, int] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Pages, with the blank one that makes the next unit start on the right."""
        return len(self.document.pages) + len(self.document.pages) % 2


class Press:
    """Lays out units with one set of fonts and style sheets."""

    def __init__(self, base: Path, head: str, language: str, sheets: Iterable[Path]) -> None:
        self._base = base
        self._head = head
        self._language = language
        self._fetcher = URLFetcher(allowed_protocols=("file", "data"))
        self._fonts = FontConfiguration()
        self._images: dict[str, Any] = {}
        # Some extension sets up logging for everybody, and fontTools then tells of every file it reads.
        logging.getLogger("fontTools").setLevel(logging.WARNING)
        self._sheets = [
            weasyprint.CSS(filename=str(sheet), font_config=self._fonts, url_fetcher=self._fetcher)
            for sheet in sheets
        ]

    def lay(self, body: Any, start: int, *, front: bool) -> Any:
        """Return the document of a `<body>` whose first page is number `start`."""
        text = (
            f'<html lang="{self._language}"><head>{self._head}</head>'
            + etree.tostring(body, encoding="unicode")
            + "</html>"
        )
        root = ElementTree.fromstring(text)
        style = "lower-roman" if front else "decimal"
        first = f"@page :first {{ counter-reset: page {start} }}"
        folio = f"@page :left {{ @bottom-left {{ content: counter(page, {style}) }} }}"
        folio += f"@page :right {{ @bottom-right {{ content: counter(page, {style}) }} }}"
        own = weasyprint.CSS(string=first + (folio if front else ""), font_config=self._fonts)
        html = _Tree(root, self._base, self._fetcher)
        return html.render(
            font_config=self._fonts,
            stylesheets=[*self._sheets, own],
            pdf_variant=VARIANT,
            cache=self._images,
            presentational_hints=True,
        )


def lay_out(
    press: Press, units: list[Unit], numbering: Numbering, report: Callable[[int, int], None]
) -> list[Laid]:
    """Lay out every unit until all numbers agree. `numbering` is filled with what came of it."""
    laid: dict[str, Laid] = {}
    for _ in range(ROUNDS):
        start, changed = 1, False
        for place, unit in enumerate(units):
            first = start if unit.front else start - numbering.front
            given = (first, unit.fill(numbering))
            if unit.name not in laid or laid[unit.name].given != given:
                document = press.lay(unit.body, first, front=unit.front)
                laid[unit.name] = Laid(document, given, _anchors(document))
                changed = True
                report(place + 1, len(units))
            start += laid[unit.name].length
        numbering.learn(_numbers(units, laid))
        if not changed:
            break
    return [laid[unit.name] for unit in units]


def _anchors(document: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, place)
    return found


def _numbers(units: list[Unit], laid: Mapping[str, Laid]) -> tuple[dict[str, str], int]:
    """Return the printed number of every anchor's page, and how many pages have roman numbers."""
    front = sum(laid[unit.name].length for unit in units if unit.front)
    numbers: dict[str, str] = {}
    start = 1
    for unit in units:
        for name, place in laid[unit.name].anchors.items():
            numbers[name] = label(start + place, front)
        start += laid[unit.name].length
    return numbers, front
