"""An acronym used before the page says what it stands for; a guess, and so a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_ACRONYM = re.compile(r"(?<![\w.-])([A-Z]{2,6})s?(?![\w-])")


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report acronyms whose expansion in brackets comes later on the page than their first use."""
    seen = set()
    for match in _ACRONYM.finditer(page.prose):
        name = match[1]
        if name in seen:
            continue
        seen.add(name)
        at = match.start()
        if page.prose[max(0, at - 1) : at] == "(":
            continue
        later = re.search(
            rf"\b(\w[\w-]*(?:[ \n]\w[\w-]*){{1,6}})[ \n]\({name}s?\)", page.prose[at:]
        )
        if later and _initials(later[1], name):
            line, _ = page.place(at + later.start())
            yield Finding(
                Code.ACRONYM_EXPANSION,
                f"'{name}' is used before line {line} says what it stands for",
                "Expand it where it first stands.",
                *page.place(at),
            )


def _initials(words: str, name: str) -> bool:
    letters = iter(words.lower())
    return all(char in letters for char in name.lower())


RULE = Rule({Code.ACRONYM_EXPANSION: Severity.HINT}, check)
