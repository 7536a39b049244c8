"""A built page without a heading that names it, or with more than one."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Count the headings of the first level that have words, on all pages that do not just send on."""
    for name, page in context.site.pages.items():
        count = sum(1 for each in page.headings if each.strip("# ¶\uf0c1"))
        if count == 1 or page.redirect:
            continue
        yield Finding(
            Code.OUTPUT_HEADING,
            f"the page has {count or 'no'} headings of the first level",
            "Give the source one title, `# Title`, and its sections `##`.",
            1,
            path=context.site.shown(name),
        )


RULE = Rule({Code.OUTPUT_HEADING: Severity.WARNING}, check, "output", elsewhere=Severity.HINT)
