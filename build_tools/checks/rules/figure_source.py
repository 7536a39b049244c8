"""A figure that we did not draw and whose origin is not said; a drawn one without its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.figures import figures
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_SOURCE = re.compile(
    r"\{cite|\b(source|photograph|image|drawing|drawn|credit|data|after)\b[^.]*", re.I
)


def check(context: Context) -> Iterator[Finding]:
    """Report `{plot}` without a script, and in our own book `{figure}` without a source in its caption."""
    for page in context.pages.values():
        for figure in figures(page):
            at = (figure.line, figure.column, page.path)
            if figure.name == "plot":
                script = context.book.root / "figures" / f"{figure.argument.strip()}.py"
                if context.house and not script.is_file():
                    message = f"no script figures/{figure.argument.strip()}.py"
                    yield Finding(Code.FIGURE_MISSING, message, "Write it, or mend the name.", *at)
            elif context.house and not _SOURCE.search(figure.body):
                message = "the caption does not say where the picture comes from"
                remedy = "Cite its source, or end the caption with 'Source: …' or 'Photograph: …'."
                yield Finding(Code.FIGURE_NO_SOURCE, message, remedy, *at)


RULE = Rule(
    {Code.FIGURE_NO_SOURCE: Severity.ERROR, Code.FIGURE_MISSING: Severity.ERROR}, check, "book"
)
