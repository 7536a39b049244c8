"""`.bib` files → entries with the lines of their fields.

pybtex reads the same files for the bibliography itself, but forgets where each field stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.core.book import Book

_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*[{(]\s*([^,\s{}()]*)\s*,?", re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*=\s*")
_OTHER = {"comment", "string", "preamble"}


@dataclass
class Entry:
    """`kind` is in lower case, field names too; `fields` gives text and line. `end` is the closing line,
    or None for an entry that is never closed."""

    path: str
    kind: str
    key: str
    line: int
    end: int | None = None
    fields: dict[str, tuple[str, int]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a field's text, without braces around it, or an empty text."""
        return self.fields.get(name, ("", 0))[0]

    def at(self, name: str) -> int:
        """Return the line of a field, else that of the entry."""
        return self.fields.get(name, ("", self.line))[1]


def read_bibliography(book: Book) -> Iterator[Entry]:
    """Yield the entries of the files that `bibtex_bibfiles` names; a missing file has none."""
    names = (
        book.config.raw.get("bibtex_bibfiles") or book.config.sphinx.get("bibtex_bibfiles") or ()
    )
    for name in [names] if isinstance(names, str) else names:
        path = book.root / str(name)
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            yield from parse(str(name), text)


def parse(path: str, text: str) -> Iterator[Entry]:
    """Yield the entries of one file."""
    starts = [match for match in _ENTRY.finditer(text) if match[1].lower() not in _OTHER]
    for index, match in enumerate(starts):
        stop = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        line = text.count("\n", 0, match.start(1)) + 1
        entry = Entry(path, match[1].lower(), match[2], line)
        _fields(entry, text, match.end(), stop)
        yield entry


def _fields(entry: Entry, text: str, at: int, stop: int) -> None:
    while at < stop:
        if text[at] in "})":
            entry.end = text.count("\n", 0, at) + 1
            return
        match = _FIELD.match(text, at, stop)
        if match is None:
            at += 1
            continue
        end = _value_end(text, match.end(), stop)
        value = re.sub(r"\s+", " ", text[match.end() : end]).strip()
        line = text.count("\n", 0, match.start()) + 1
        entry.fields.setdefault(match[1].lower(), (_bare(value), line))
        at = end + 1 if end < stop and text[end] == "," else end


def _value_end(text: str, at: int, stop: int) -> int:
    depth, quoted = 0, False
    while at < stop:
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char == '"' and depth == 0:
            quoted = not quoted
        elif char == "{":
            depth += 1
        elif char == "}":
            if depth == 0:
                return at
            depth -= 1
        elif char == "," and depth == 0 and not quoted:
            return at
        at += 1
    return stop


def _bare(value: str) -> str:
    while len(value) > 1 and value[0] + value[-1] in ("{}", '""'):
        value = value[1:-1].strip()
    return value
