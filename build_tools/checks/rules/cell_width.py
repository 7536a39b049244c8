"""A line of code that does not fit the page of the PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

OURS, OTHERS = 72, 100


def check(page: Facts, context: Context) -> Iterator[Finding]:
    """Report lines of visible cells over the width: 72 columns in our book, 100 in others."""
    most = context.settings.width or (OURS if context.house else OTHERS)
    for directive in page.named("code-cell", "code-block", "code"):
        if {"remove-input", "remove-cell", "hide-cell"} & set(
            directive.option("tags").strip("[]").split(", ")
        ):
            continue
        for number, line in enumerate(directive.body.split("\n"), directive.body_line):
            width = columns(line)
            if width > most:
                yield Finding(
                    Code.CELL_WIDTH,
                    f"{width} columns; a page in print holds {most}",
                    "Break the line.",
                    number,
                    most + 1,
                )


def columns(text: str) -> int:
    """Return how many columns a line takes: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text.rstrip())


RULE = Rule({Code.CELL_WIDTH: Severity.ERROR}, check, elsewhere=Severity.HINT)
