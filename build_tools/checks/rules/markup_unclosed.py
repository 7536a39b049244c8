"""A fence that is opened and never closed swallows the rest of the page."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report the fence that is open where its parent, or the page, ends."""
    for line, mark in page.unclosed:
        yield Finding(
            Code.MARKUP_UNCLOSED,
            f"the fence '{mark}' is not closed",
            f"Close it with {mark}; an outer fence needs more marks than the ones inside it.",
            line,
            1,
        )


RULE = Rule({Code.MARKUP_UNCLOSED: Severity.ERROR}, check)
