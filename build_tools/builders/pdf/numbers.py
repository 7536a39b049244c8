"""Pages by position → the numbers printed on them, roman before the first chapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
GUESS = "000"


@dataclass
class Numbering:
    """The printed number of each anchor's page; `front` pages come before number 1."""

    pages: dict[str, str] = field(default_factory=dict)
    front: int = 0

    def of(self, target: str) -> str:
        """Return the number, or one as wide as most while none is known."""
        return self.pages.get(target, GUESS)

    def learn(self, found: tuple[Mapping[str, str], int]) -> None:
        """Take the numbers of a layout."""
        self.pages, self.front = dict(found[0]), found[1]


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
