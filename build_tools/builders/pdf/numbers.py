"""Pages by position → the numbers printed on them, roman before the first chapter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
GUESS = "000"
# Characters of text, figures and listings counted in, that fill a page of the books measured.
PAGE = 1500


@dataclass
class Numbering:
    """The printed number of each anchor's page; `front` pages come before number 1.

    `sure` says that the numbers come from a layout and are not guessed.
    """

    pages: dict[str, str] = field(default_factory=dict)
    front: int = 0
    sure: bool = False

    def of(self, target: str) -> str:
        """Return the number, or one as wide as most while none is known."""
        return self.pages.get(target, GUESS)

    def room(self, target: str) -> str:
        """Return what keeps a place for the number: noughts, as many as it has figures.

        Roman numbers are as wide as their letters, and stand for themselves.
        """
        number = self.of(target)
        return "0" * len(number) if number.isdecimal() else number

    def learn(self, found: tuple[Mapping[str, str], int]) -> None:
        """Take the numbers of a layout."""
        self.pages, self.front, self.sure = dict(found[0]), found[1], True

    def guess(
        self, units: Iterable[tuple[bool, int, Mapping[str, int]]], characters: float = PAGE
    ) -> None:
        """Estimate every number by the text before it, with so many characters on a page.

        A unit is whether it has roman numbers, its length, and where its anchors are, in characters. Only
        how many figures a number has matters, so that most chapters are laid out once.
        """
        starts = {True: 1, False: 1}
        for front, length, anchors in units:
            for name, offset in anchors.items():
                page = starts[front] + int(offset / characters)
                self.pages[name] = roman(page) if front else str(page)
            pages = 1 + int(length / characters)
            starts[front] += pages + pages % 2


def label(position: int, front: int) -> str:
    """Return the number on the page at `position`, from 1, of a book with `front` roman ones."""
    return roman(position) if position <= front else str(position - front)


def roman(number: int) -> str:
    """Return a number from 1 in small roman figures."""
    text = ""
    for value, figure in _ROMAN:
        while number >= value:
            text += figure
            number -= value
    return text
