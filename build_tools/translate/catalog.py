"""A `.po` file ↔ messages, each with the line that a translator has to go to.

Babel reads and writes, so that Weblate, Poedit and `sphinx-intl` find what they expect. What Babel does
not tell, the lines of each entry, is read beside it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, escape, read_po, write_po

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import write_if_changed

WIDTH = 100


@dataclass(frozen=True)
class Message:
    """One entry. `line` is that of its `msgstr`; `previous` the English text that a fuzzy one translates."""

    source: str
    text: str
    line: int
    fuzzy: bool = False
    previous: str = ""

    @property
    def current(self) -> bool:
        """Whether it translates the English text of today."""
        return bool(self.text) and not self.fuzzy


def read(path: Path, shown: Path | None = None) -> list[Message]:
    """Return the entries of a `.po` file, obsolete ones left out.

    Raises BuildError with the line for a file that is not UTF-8 or not a catalog.
    """
    data = path.read_bytes()
    shown = shown or path
    catalog = parse(data, shown)
    lines = _lines(data.decode("utf-8"))
    return [
        Message(
            source=str(each.id),
            text=str(each.string or ""),
            line=lines.get(str(each.id), 1),
            fuzzy=each.fuzzy,
            previous=str(each.previous_id[0]) if each.previous_id else "",
        )
        for each in catalog
        if each.id
    ]


def parse(data: bytes, shown: Path) -> Catalog:
    """Return Babel's catalog. Raises BuildError, with `shown` as the place."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _broken(shown, line, "is not UTF-8", "Save the file as UTF-8.") from error
    # Babel takes the English that a fuzzy entry was made from for a remark; it is read here.
    lines = data.split(b"\n")
    kept = [line for line in lines if not line.startswith(b"#|")]
    try:
        catalog = read_po(io.BytesIO(b"\n".join(kept)), charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        message = f"is no catalog: {error}"
        remedy = "Mend the entry; every line of it is a keyword or a quoted string."
        numbers = [at for at, line in enumerate(lines, start=1) if not line.startswith(b"#|")]
        line = numbers[min(error.lineno, len(numbers) - 1)]
        raise _broken(shown, line, message, remedy) from error
    except (ValueError, LookupError) as error:
        raise _broken(
            shown, 1, f"cannot be read: {error}", "Mend the header of the file."
        ) from error
    for source, before in _previous(data.decode("utf-8")).items():
        if source in catalog:
            catalog[source].previous_id = [before]
    return catalog


def write(path: Path, catalog: Catalog) -> bool:
    """Write a catalog as translators get it; returns whether the file changed.

    Lines of the sources are left out: they would change every file with each edit of a page.
    """
    stream = io.BytesIO()
    write_po(stream, catalog, width=WIDTH, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_if_changed(path, _with_previous(stream.getvalue().decode("utf-8"), catalog))


def _with_previous(text: str, catalog: Catalog) -> str:
    """Add the English that fuzzy entries were made from, a line each: Babel would wrap it unquoted."""
    before = iter(
        str(each.previous_id[0]) if each.previous_id else ""
        for each in catalog
        if each.id and each.fuzzy
    )
    lines = []
    header = True
    for line in text.split("\n"):
        lines.append(line)
        header = header and line != ""
        if not header and _FUZZY.match(line) and (english := next(before, "")):
            lines.append(f"#| msgid {escape(english)}")
    return "\n".join(lines)


def _previous(text: str) -> dict[str, str]:
    """Return, by msgid, the English text that a fuzzy entry was made from."""
    found: dict[str, str] = {}
    kept: list[str] = []
    parts: list[str] | None = None
    for line in text.split("\n"):
        if match := _BEFORE.match(line):
            kept.append(_unescaped(match[1]))
            continue
        keyword, quoted = _split(line)
        if keyword == "msgid":
            parts = [quoted]
        elif keyword == "" and parts is not None:
            parts.append(quoted)
        elif keyword == "msgstr":
            if kept:
                found["".join(parts or [])] = "".join(kept)
            kept, parts = [], None
    return found


def repeated(path: Path) -> list[tuple[str, int]]:
    """Return the English texts that stand in a catalog twice, with the line of the later translation."""
    seen: set[str] = set()
    twice = []
    for source, line in _entries(path.read_text(encoding="utf-8")):
        if source in seen:
            twice.append((source, line))
        seen.add(source)
    return twice


def _lines(text: str) -> dict[str, int]:
    """Return, by msgid, the line of its msgstr."""
    found: dict[str, int] = {}
    for source, line in _entries(text):
        found.setdefault(source, line)
    return found


def _entries(text: str) -> Iterator[tuple[str, int]]:
    parts: list[str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        keyword, quoted = _split(line)
        if keyword == "msgid":
            parts = [quoted]
        elif keyword == "msgstr":
            yield "".join(parts or []), number
            parts = None
        elif keyword == "" and parts is not None:
            parts.append(quoted)


_ENTRY = re.compile(r'^(msgid|msgstr|)\s*"(.*)"\s*$')
_FUZZY = re.compile(r"^#,.*\bfuzzy\b")
_BEFORE = re.compile(r'^#\|\s*(?:msgid\s*)?"(.*)"\s*$')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def _split(line: str) -> tuple[str | None, str]:
    """Return a line's keyword (empty for a continuation, None for any other line) and its string."""
    match = _ENTRY.match(line)
    if match is None:
        return None, ""
    return match[1], _unescaped(match[2])


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda each: _ESCAPED.get(each[1], each[1]), text)


def _broken(path: Path, line: int, message: str, remedy: str) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.TRANSLATION_MALFORMED,
            message=f"the catalog {message}",
            remedy=remedy,
            path=path,
            line=line,
            catalog=path,
        )
    )
