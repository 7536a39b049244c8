"""A listing cut from a file by line numbers, which shows something else after the next change."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

NUMBERED = ("lines", "start-line", "end-line")


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report `:lines:`, `:start-line:` and `:end-line:`."""
    for directive in page.named("literalinclude", "include"):
        for name in NUMBERED:
            if name in directive.options:
                yield Finding(
                    Code.LISTING_LINES,
                    f"the listing is cut by :{name}:",
                    "Name what is shown: :pyobject:, or :start-after: and :end-before: with markers.",
                    *directive.at(name),
                )


RULE = Rule({Code.LISTING_LINES: Severity.ERROR}, check, elsewhere=Severity.WARNING)
