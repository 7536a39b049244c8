"""The same key, identifier or title twice in the bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.reading.bibtex import Entry
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report each later entry that equals an earlier one in key, DOI, arXiv id or title and year."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in context.bibliography:
        for kind, value in _names(entry):
            before = first.setdefault((kind, value), entry)
            if before is entry:
                continue
            line = entry.line if kind == "key" else entry.at(kind)
            yield Finding(
                Code.BIBLIOGRAPHY_DUPLICATE,
                f"'{entry.key}' has the {kind} of '{before.key}' on line {before.line}",
                "Keep one entry and cite that.",
                line,
                path=entry.path,
            )
            break


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "key", entry.key.lower()
    for kind in ("doi", "eprint"):
        if entry.get(kind):
            yield kind, entry.get(kind).lower()
    title = re.sub(r"[^a-z0-9]+", " ", entry.get("title").lower()).strip()
    if len(title) > 12:
        yield "title", f"{title} {entry.get('year')} {entry.get('author')[:12]}"


RULE = Rule(
    {Code.BIBLIOGRAPHY_DUPLICATE: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING
)
