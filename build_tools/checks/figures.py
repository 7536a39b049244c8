"""What the figures of a page say: caption, alt text, file. Shared by the rules on figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.source.facts import FIGURES, Directive, Facts


def figures(page: Facts) -> Iterator[Directive]:
    """Yield the directives that draw a figure."""
    return (each for each in page.directives if each.name in FIGURES)


def caption(figure: Directive) -> str:
    """Return the caption: the first paragraph of the body."""
    return re.split(r"\n\s*\n", figure.body.strip(), maxsplit=1)[0].strip()


def plain(text: str) -> str:
    """Return words only, in lower case, to compare texts by what they say."""
    text = re.sub(r"\{[\w:]+\}`([^`]*)`", r"\1", text)
    return " ".join(re.findall(r"\w+", text.lower()))
