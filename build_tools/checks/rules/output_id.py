"""Two elements of a built page with one id: links reach only the first, and so do labels of controls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report each repeated id once, where it stands the second time."""
    for name, page in context.site.pages.items():
        seen: Counter[str] = Counter()
        for place in page.ids:
            seen[place.text] += 1
            if seen[place.text] == 2:
                yield Finding(
                    Code.OUTPUT_ID,
                    f"two elements have the id '{place.text}'",
                    "Give one of the two labels, headings or figures in the source another name.",
                    place.line,
                    path=context.site.shown(name),
                )


RULE = Rule({Code.OUTPUT_ID: Severity.ERROR}, check, "output", elsewhere=Severity.WARNING)
