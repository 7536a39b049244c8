"""`.po` files → their entries with lines, for the rules on translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.core.book import Book
from build_tools.core.edition import Edition


@dataclass(frozen=True)
class Message:
    """`line` is that of the `msgid`, `translated` that of the `msgstr`."""

    msgid: str
    msgstr: str
    line: int
    translated: int
    fuzzy: bool
    obsolete: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
    """One file of one edition; `problem` says why it cannot be read, with the line."""

    path: str
    edition: Edition
    messages: tuple[Message, ...]
    problem: tuple[int, str] | None = None


def read_catalogs(book: Book) -> Iterator[Catalog]:
    """Yield the catalogs under `locale_dirs` of every edition but the source language."""
    folders = book.config.sphinx.get("locale_dirs") or ["locales"]
    for edition in book.editions[1:]:
        for folder in folders:
            base = book.root / str(folder) / edition.sphinx / "LC_MESSAGES"
            for path in sorted(base.rglob("*.po")):
                yield _read(book.root, path, edition)


def _read(root: Path, path: Path, edition: Edition) -> Catalog:
    import polib  # only books with translations need it

    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        entries = polib.pofile(text)
    except (OSError, ValueError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1
        return Catalog(name, edition, (), (line, str(error)))
    lines = text.split("\n")
    messages = []
    for entry in entries:
        # polib gives the line of an entry's first comment or flag.
        at = _next(lines, entry.linenum or 1, "msgid")
        after = _next(lines, at, "msgstr")
        messages.append(
            Message(
                entry.msgid,
                entry.msgstr,
                at,
                after,
                "fuzzy" in entry.flags,
                bool(entry.obsolete),
                tuple(source for source, _ in entry.occurrences),
            )
        )
    return Catalog(name, edition, tuple(messages))


def _next(lines: list[str], start: int, keyword: str) -> int:
    """Return the number of the first line from `start` on that begins with a keyword."""
    marks = (keyword, f"#~ {keyword}")
    return next((n for n in range(start, len(lines) + 1) if lines[n - 1].startswith(marks)), start)
