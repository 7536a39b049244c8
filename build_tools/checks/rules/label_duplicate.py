"""One label, two places: a reference leads to whichever Sphinx reads last."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report every place of a label but the first."""
    for places in context.labels.values():
        # An id in HTML is the page's own; only targets that references can name are the book's.
        named = [(page, label) for page, label in places if label.kind != "anchor"]
        for page, label in named[1:]:
            first, there = named[0]
            yield Finding(
                Code.LABEL_DUPLICATE,
                f"the label '{label.name}' is defined twice; first at {first.path}:{there.line}",
                "Rename one of them and the references that mean it.",
                label.line,
                label.column,
                page.path,
            )


RULE = Rule({Code.LABEL_DUPLICATE: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING)
