"""A figure that the text never mentions."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.figures import caption, figures
from build_tools.checks.finding import Finding
from build_tools.checks.references import label_references
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report numbered figures without a reference, and figures without a label to refer to."""
    used = {
        each.target.lower() for page in context.pages.values() for each in label_references(page)
    }
    for page in context.pages.values():
        for figure in figures(page):
            if not caption(figure):
                continue
            if figure.labels and any(label.lower() in used for label in figure.labels):
                continue
            named = figure.labels[0] if figure.labels else None
            message = (
                f"nothing refers to the figure '{named}'" if named else "a figure has no label"
            )
            yield Finding(
                Code.FIGURE_UNREFERENCED,
                message,
                "Refer to it by {numref} where the text speaks of it.",
                figure.line,
                figure.column,
                page.path,
            )


RULE = Rule({Code.FIGURE_UNREFERENCED: Severity.WARNING}, check, "book", elsewhere=Severity.HINT)
