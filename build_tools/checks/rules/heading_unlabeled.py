"""A section of a chapter without a label: its address would change with its words and its language."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(page: Facts, context: Context) -> Iterator[Finding]:
    """Report headings without a target above them."""
    for heading in page.headings:
        if not heading.labels and page.docname.startswith("chapters/"):
            yield Finding(
                Code.HEADING_UNLABELED,
                f"the section '{heading.text}' has no label",
                f"Write (sec-{context.stem(page)}-…)= above it.",
                heading.line,
                1,
            )


RULE = Rule({Code.HEADING_UNLABELED: Severity.ERROR}, check, house=True)
