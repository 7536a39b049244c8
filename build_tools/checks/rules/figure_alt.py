"""A picture without a text for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.figures import figures
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

REMEDY = "Say in a sentence or two what the picture shows."


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report figures, image directives and inline images without alt text."""
    for figure in (*figures(page), *page.named("image")):
        if figure.name == "figure-md":  # its picture is an inline image of the body
            continue
        if not figure.option("alt"):
            yield Finding(
                Code.FIGURE_NO_ALT, "a picture has no alt text", REMEDY, *figure.at("alt")
            )
    for link in page.links:
        if link.image and not link.text.strip():
            message = f"the picture '{link.url}' has no alt text"
            yield Finding(Code.FIGURE_NO_ALT, message, REMEDY, link.line, link.column)


RULE = Rule({Code.FIGURE_NO_ALT: Severity.ERROR}, check, elsewhere=Severity.WARNING)
