"""Alt text that repeats the caption: who listens hears the same twice, and not what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from build_tools.checks.context import Context
from build_tools.checks.figures import caption, figures, plain
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

ALIKE = 0.9


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report alt texts that are the caption, or nearly."""
    for figure in figures(page):
        alt, below = plain(figure.option("alt")), plain(caption(figure))
        if not alt or not below:
            continue
        if alt == below or SequenceMatcher(None, alt, below, autojunk=False).ratio() >= ALIKE:
            yield Finding(
                Code.FIGURE_ALT_REPEATS,
                "the alt text repeats the caption",
                "Say in the alt text what the picture shows, in the caption what it means.",
                *figure.at("alt"),
            )


RULE = Rule({Code.FIGURE_ALT_REPEATS: Severity.WARNING}, check, elsewhere=Severity.HINT)
