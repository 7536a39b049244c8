"""Units → sheaves, each laid out and drawn once, in several processes, and kept until its text changes.

Text that is laid out holds a place for every page number, as wide as the number is long; the number itself is
put in when the book is bound. So a chapter is laid out again only when a number's length was guessed wrong,
not when chapters before it grow. WeasyPrint's own `target-counter` lays out the whole book again.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cssselect2
import weasyprint
from lxml import etree
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from build_tools.builders.pdf.faces import Faces
from build_tools.builders.pdf.faults import Faults
from build_tools.builders.pdf.formulas import formulas
from build_tools.builders.pdf.numbers import Numbering, label
from build_tools.builders.pdf.painting import paint
from build_tools.builders.pdf.references import length, positions
from build_tools.builders.pdf.sheaf import Sheaf
from build_tools.builders.pdf.shelf import Shelf
from build_tools.builders.pdf.units import Unit
from build_tools.builders.workers import Counter, Fork
from build_tools.core.files import digest_file

STATIC = Path(__file__).with_name("static")
# The lengths of numbers settle fast; more rounds than this mean that two never agree.
ROUNDS = 5


class _Tree(weasyprint.HTML):  # type: ignore[misc]
    """A document that is a tree already; WeasyPrint's own class would parse text as HTML once more."""

    def __init__(self, root: Any, base: Path, fetcher: URLFetcher) -> None:
        self.base_url = base.as_uri() + "/"
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


# "en" alone is hyphenated by the British patterns (dir-ec-tion), and the book is spelled as in America.
_PATTERNS = {"en": "en-US"}


class Press:
    """Lays out and draws units with one set of fonts and style sheets."""

    def __init__(self, base: Path, language: str, sheets: Iterable[Path], shelf: Shelf) -> None:
        self.language = language
        self.shelf = shelf
        self.sheets = list(sheets)
        self._base = base
        self._fetcher = URLFetcher(allowed_protocols=("file", "data"))
        self._fonts: FontConfiguration | None = None
        self._styles: list[weasyprint.CSS] = []
        # Some extension sets up logging for everybody, and fontTools then tells of every file it reads.
        logging.getLogger("fontTools").setLevel(logging.WARNING)

    def open(self) -> None:
        """Read fonts and style sheets, once, and only when something is to be laid out."""
        if self._fonts is not None:
            return
        self._fonts = FontConfiguration()
        self._styles = [
            weasyprint.CSS(filename=str(sheet), font_config=self._fonts, url_fetcher=self._fetcher)
            for sheet in self.sheets
        ]

    def lay(self, body: Any) -> Any:
        """Return the document of a `<body>`."""
        text = etree.tostring(body, encoding="unicode")
        language = _PATTERNS.get(self.language, self.language)
        root = ElementTree.fromstring(f'<html lang="{language}"><head/>{text}</html>')
        return _Tree(root, self._base, self._fetcher).render(
            font_config=self._fonts,
            stylesheets=self._styles,
            pdf_variant="pdf/ua-1",
            # For this unit alone: pictures that are held on to fill the memory.
            cache=formulas(body, self._base),
            presentational_hints=True,
        )

    def draw(self, unit: Unit, faults: Callable[[], Faults], faces: Faces) -> Sheaf:
        """Return a unit's sheaf, with what went wrong on the way."""
        with faults() as told:
            document = self.lay(unit.body)
            told.look(document)
            sheaf = paint(document, unit.name, self.language, faces)
        sheaf.found = told.diagnostics
        return sheaf

    def key(self, unit: Unit) -> str:
        """Return what changes when the unit would come out different, numbers of pages aside."""
        pictures = {each.get("src") for each in unit.body.iter("img")} - {None}
        files = [
            self._base / each for each in sorted(pictures) if not each.startswith("_drawings/")
        ]
        stamps = [digest_file(each) for each in files if each.is_file()]
        return self.shelf.key(unit.name, etree.tostring(unit.body), *stamps)


def lay_out(
    press: Press,
    units: list[Unit],
    numbering: Numbering,
    faults: Callable[[], Faults],
    jobs: int,
    report: Callable[[int, int], None],
) -> list[Sheaf]:
    """Return a sheaf for every unit. `numbering` is filled with the pages that came of it. Raises OSError."""
    made: dict[str, Sheaf] = {}
    keys: dict[str, str] = {}
    if not numbering.sure:
        _measure(press, units, numbering, faults, jobs)
    known = numbering.sure
    for turn in range(ROUNDS):
        todo = []
        for unit in units:
            if unit.late and not turn and not known:
                continue
            unit.fill(numbering)
            key = press.key(unit)
            if keys.get(unit.name) != key:
                keys[unit.name] = key
                kept = press.shelf.load(key)
                if kept is None:
                    todo.append(unit)
                else:
                    made[unit.name] = kept
        if todo:
            made |= _drawn(press, todo, keys, faults, jobs, report)
        before = dict(numbering.pages), numbering.front
        if len(made) == len(units):
            numbering.learn(_numbers(units, made))
            if not todo and before == (numbering.pages, numbering.front):
                break
        else:
            numbering.learn(_numbers([unit for unit in units if unit.name in made], made))
    press.shelf.keep(keys.values())
    return [made[unit.name] for unit in units]


def _measure(
    press: Press, units: list[Unit], numbering: Numbering, faults: Callable[[], Faults], jobs: int
) -> None:
    """Guess all numbers from how much text goes on a page of this book: that of one long unit a process."""
    texts = [unit for unit in units if not unit.late]
    sample = sorted(texts, key=lambda unit: -length(unit))[:jobs]
    numbering.guess(positions(units))
    keys = {}
    for unit in sample:
        unit.fill(numbering)
        keys[unit.name] = press.key(unit)
    drawn = _drawn(press, sample, keys, faults, jobs, lambda _done, _total: None)
    pages = sum(len(sheaf.pages) for sheaf in drawn.values())
    numbering.guess(positions(units), sum(map(length, sample)) / pages)


def _drawn(
    press: Press,
    todo: list[Unit],
    keys: dict[str, str],
    faults: Callable[[], Faults],
    jobs: int,
    report: Callable[[int, int], None],
) -> dict[str, Sheaf]:
    """Draw units in up to `jobs` processes and put them on the shelf."""
    with faults():
        press.open()
    runs = _shares(todo, min(jobs, len(todo)))
    counter = Counter(len(runs))

    def work(number: int) -> None:
        for unit in runs[number]:
            press.shelf.store(keys[unit.name], press.draw(unit, faults, press.shelf.faces))
            # Boxes hold each other, by the hundred thousand, and none of them goes before the unit is done.
            gc.collect()
            done = counter.step(number)
            if not number:
                report(done, len(todo))

    # What is there already need not be looked at again by every collection in every process.
    gc.freeze()
    gc.disable()
    forks = [Fork(partial(work, number)) for number in range(1, len(runs))]
    try:
        work(0)
        for fork in forks:
            fork.result()
    finally:
        for fork in forks:
            fork.stop()
        gc.enable()
        gc.unfreeze()
    return {unit.name: press.shelf.stored(keys[unit.name]) for unit in todo}


def _shares(units: list[Unit], number: int) -> list[list[Unit]]:
    """Share out units so that the shares are about equally long, the largest units first."""
    runs: list[list[Unit]] = [[] for _ in range(number)]
    loads = [0] * number
    sizes = {unit.name: len(etree.tostring(unit.body)) for unit in units}
    for unit in sorted(units, key=lambda unit: (-sizes[unit.name], unit.name)):
        place = loads.index(min(loads))
        runs[place].append(unit)
        loads[place] += sizes[unit.name]
    return runs


def _numbers(units: list[Unit], made: dict[str, Sheaf]) -> tuple[dict[str, str], int]:
    """Return the printed number of every anchor's page, and how many pages have roman numbers."""
    front = sum(made[unit.name].length for unit in units if unit.front)
    numbers: dict[str, str] = {}
    start = 1
    for unit in units:
        for name, (place, _, _) in made[unit.name].anchors.items():
            numbers.setdefault(name, label(start + place, front))
        start += made[unit.name].length
    return numbers, front
