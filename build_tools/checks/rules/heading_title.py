"""A page without a title, or with two."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report pages whose headings of level 1 are not exactly one, standing first."""
    if page.path.endswith(".rst"):
        return
    titles = [heading for heading in page.headings if heading.level == 1]
    if not titles:
        line = page.headings[0].line if page.headings else 1
        yield Finding(
            Code.HEADING_TITLE, "the page has no title", "Begin it with '# Title'.", line, 1
        )
    elif page.headings[0].level != 1:
        line = page.headings[0].line
        message = "a heading stands before the page's title"
        yield Finding(Code.HEADING_TITLE, message, "Begin the page with its title.", line, 1)
    for extra in titles[1:]:
        message = f"a second title; the first is on line {titles[0].line}"
        yield Finding(Code.HEADING_TITLE, message, "Make it a section: '## …'.", extra.line, 1)


RULE = Rule({Code.HEADING_TITLE: Severity.ERROR}, check, elsewhere=Severity.HINT)
