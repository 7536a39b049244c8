"""A built page that makes the browser ask another host: no privacy, and nothing without a network."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.output.page import Place
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report scripts, styles, images, fonts and frames that come from elsewhere."""
    for name, page in context.site.pages.items():
        for place in page.requests:
            if _remote(place.text):
                yield _finding(context, name, place)
    for name, place in context.site.style_requests():
        if _remote(place.text):
            yield _finding(context, name, place)


def _remote(address: str) -> bool:
    return address.lower().startswith(("http:", "https:", "//"))


def _finding(context: Context, name: str, place: Place) -> Finding:
    return Finding(
        Code.OUTPUT_REMOTE,
        f"the browser fetches '{place.text}' from another host",
        "Keep a copy with the book, under its license, and point to that.",
        place.line,
        path=context.site.shown(name),
    )


# Books of others load MathJax and fonts from afar on purpose.
RULE = Rule({Code.OUTPUT_REMOTE: Severity.ERROR}, check, "output", elsewhere=Severity.HINT)
