"""Catalogs → how far each page of each edition is.

Counted from the text of the file, entry by entry: a site asks this of every page in every language, and to
read the catalogs whole takes a second where this takes thirty milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.core.book import Book
from build_tools.core.edition import Edition
from build_tools.translate.places import catalogs

_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_TEXT = re.compile(r'^msgstr "(.*)"((?:\n".*")*)', re.MULTILINE)
_SOURCE = re.compile(r'^msgid "(.*)"((?:\n".*")*)', re.MULTILINE)


@dataclass(frozen=True)
class Progress:
    """How many texts of a page there are, are translated, and are translated from an older English text."""

    name: str
    total: int
    done: int
    fuzzy: int

    @property
    def share(self) -> float:
        """The part that is translated, from 0 to 1; 1 for a page without texts."""
        return self.done / self.total if self.total else 1.0

    def to_json(self) -> dict[str, Any]:
        """Return the counts as JSON-ready values."""
        return {
            "page": self.name,
            "texts": self.total,
            "translated": self.done,
            "stale": self.fuzzy,
        }


def status(book: Book, edition: Edition) -> Iterator[Progress]:
    """Yield the progress of every catalog of an edition, in the order of their names."""
    for name, path in catalogs(book, edition):
        yield count(name, path)


def count(name: str, path: Path) -> Progress:
    """Return the progress of one catalog; a file that is not UTF-8 counts as not translated."""
    text = path.read_text(encoding="utf-8", errors="replace")
    total = done = fuzzy = 0
    for entry in re.split(r"\n[ \t]*\n", text):
        source, translated = _SOURCE.search(entry), _TEXT.search(entry)
        if source is None or translated is None or not (source[1] or source[2]):
            continue
        total += 1
        has_text = bool(translated[1] or translated[2].strip('\n"'))
        stale = bool(_FUZZY.search(entry))
        fuzzy += stale and has_text
        done += has_text and not stale
    return Progress(name, total, done, fuzzy)


def total(pages: list[Progress]) -> Progress:
    """Return the sum over pages."""
    return Progress(
        "all",
        sum(each.total for each in pages),
        sum(each.done for each in pages),
        sum(each.fuzzy for each in pages),
    )
