"""A heading two levels below the one before: outlines and screen readers lose the level between."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report headings that go down by more than one level."""
    before = 0
    for heading in page.headings:
        if before and heading.level > before + 1:
            yield Finding(
                Code.HEADING_JUMP,
                f"a heading of level {heading.level} follows one of level {before}",
                f"Make it level {before + 1}, or write the heading between.",
                heading.line,
                1,
            )
        before = heading.level


RULE = Rule({Code.HEADING_JUMP: Severity.ERROR}, check, elsewhere=Severity.WARNING)
