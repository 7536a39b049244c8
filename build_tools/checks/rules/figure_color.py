"""A caption or sentence that tells things apart by color alone; a guess, and so a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

COLORS = "red|blue|green|orange|yellow|purple|violet|pink|brown|gr[ae]y|cyan|magenta"
MARKS = (
    "lines?|curves?|bars?|dots?|points?|markers?|cells?|regions?|areas?|boxes|box|arrows?|squares?"
)
_COLOR = re.compile(
    rf"\b(?:the|in) ({COLORS}) ({MARKS})\b|\b(?:shown|drawn|marked|colored) in ({COLORS})\b", re.I
)


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report "the red line" and "marked in green"."""
    for match in _COLOR.finditer(page.prose):
        yield Finding(
            Code.FIGURE_COLOR,
            f"'{match[0]}' can be found by color only",
            "Add a shape, a pattern, a position or a label that says the same.",
            *page.place(match.start()),
        )


RULE = Rule({Code.FIGURE_COLOR: Severity.HINT}, check)
