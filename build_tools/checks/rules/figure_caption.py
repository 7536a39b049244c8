"""A figure without a caption: it gets no number, and nothing can refer to it."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.figures import caption, figures
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report figures with an empty body."""
    for figure in figures(page):
        if not caption(figure) and figure.name != "figure-md":
            yield Finding(
                Code.FIGURE_NO_CAPTION,
                "a figure has no caption",
                "Say below it what is to be seen; a picture without a number is {image}.",
                figure.line,
                figure.column,
            )


RULE = Rule({Code.FIGURE_NO_CAPTION: Severity.ERROR}, check, elsewhere=Severity.HINT)
