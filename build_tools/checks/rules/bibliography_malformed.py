"""An entry that BibTeX cannot read, or that lacks what its kind needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.reading.bibtex import Entry
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

# One field of each group, after BibTeX's own list (btxdoc, section 3.1).
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journal", "journaltitle", "eprint"), ("year", "date")),
    "book": (("author", "editor"), ("title",), ("publisher",), ("year", "date")),
    "inproceedings": (("author",), ("title",), ("booktitle",), ("year", "date")),
    "incollection": (("author",), ("title",), ("booktitle",), ("year", "date")),
    "phdthesis": (("author",), ("title",), ("school",), ("year", "date")),
    "techreport": (("author",), ("title",), ("institution",), ("year", "date")),
    "misc": (("title",), ("year", "date", "howpublished", "url")),
    "online": (("title",), ("url",)),
}


def check(context: Context) -> Iterator[Finding]:
    """Report unclosed entries, entries without a key, missing fields and impossible years."""
    for entry in context.bibliography:
        for line, message, remedy in _problems(entry):
            yield Finding(Code.BIBLIOGRAPHY_MALFORMED, message, remedy, line, path=entry.path)


def _problems(entry: Entry) -> Iterator[tuple[int, str, str]]:
    if not entry.key:
        yield entry.line, "an entry has no key", "Write @kind{key, …}."
        return
    if entry.end is None:
        yield entry.line, f"'{entry.key}' is never closed", "Balance its braces and quotes."
        return
    for group in REQUIRED.get(entry.kind, ()):
        if not any(entry.get(name) for name in group):
            yield (
                entry.line,
                f"'{entry.key}' has no {' or '.join(group)}",
                f"Add it to the @{entry.kind}.",
            )
    year = entry.get("year")
    if year and not re.fullmatch(r"(1[5-9]|20)\d\d", year):
        yield entry.at("year"), f"'{year}' is not a year", "Write four digits."


RULE = Rule(
    {Code.BIBLIOGRAPHY_MALFORMED: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING
)
