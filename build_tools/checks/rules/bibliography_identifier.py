"""A source that cannot be found by its identifier: none given, or one that cannot exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.reading.bibtex import Entry
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV = re.compile(r"(\d{2}(0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?")
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")


def check(context: Context) -> Iterator[Finding]:
    """Report entries without DOI, arXiv id, ISBN or URL, and malformed ones."""
    for entry in context.bibliography:
        if not entry.key:
            continue
        if not any(entry.get(name) for name in ("doi", "eprint", "isbn", "url")):
            yield Finding(
                Code.BIBLIOGRAPHY_IDENTIFIER,
                f"'{entry.key}' has no DOI, arXiv id, ISBN or URL",
                "Add the one by which a reader finds it; never guess it.",
                entry.line,
                path=entry.path,
                severity=Severity.WARNING,
            )
        for name, value, remedy in _malformed(entry):
            message = f"'{value}' is not a valid {name}"
            yield Finding(
                Code.BIBLIOGRAPHY_IDENTIFIER, message, remedy, entry.at(name), path=entry.path
            )


def _malformed(entry: Entry) -> Iterator[tuple[str, str, str]]:
    doi, eprint, isbn, url = (entry.get(name) for name in ("doi", "eprint", "isbn", "url"))
    if doi and not _DOI.fullmatch(doi.replace("\\_", "_")):
        yield "doi", doi, "A DOI is 10.prefix/suffix, without an address before it."
    kind = entry.get("archiveprefix") or entry.get("eprinttype")
    if eprint and kind.lower() in ("", "arxiv") and not _ARXIV.fullmatch(eprint):
        yield "eprint", eprint, "An arXiv id is like 2106.07597."
    if isbn and not _isbn(isbn):
        yield (
            "isbn",
            isbn,
            "Its check digit does not agree with the other digits; look it up again.",
        )
    if url and not _URL.fullmatch(url.replace("\\", "")):
        yield "url", url, "Write https://host/path."


def _isbn(text: str) -> bool:
    digits = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if char == "X" else int(char) for char in digits]
        return (
            sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11
            == 0
        )
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(char) * (3 if i % 2 else 1) for i, char in enumerate(digits)) % 10 == 0
    return False


RULE = Rule({Code.BIBLIOGRAPHY_IDENTIFIER: Severity.ERROR}, check, "book", elsewhere=Severity.HINT)
