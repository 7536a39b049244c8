"""A section that every chapter has, missing or under another label."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

OPENING = ("question", "objectives", "prerequisites", "retrieval")


def check(context: Context) -> Iterator[Finding]:
    """Report missing parts of the opening, and required sections without their label."""
    for page in context.chapter_pages():
        stem = context.stem(page)
        title = page.headings[0] if page.headings else None
        line = title.line if title else 1
        names = {label.name for label in page.labels}
        for wanted in (
            f"sec-{stem}",
            *(f"sec-{stem}-{each}" for each in context.settings.sections),
        ):
            if wanted not in names:
                message = f"no section has the label '{wanted}'"
                remedy = f"Write ({wanted})= above it; other pages and tools count on the name."
                yield Finding(Code.CHAPTER_SECTION, message, remedy, line, path=page.path)
        for each in OPENING:
            if not page.named(each):
                message = f"the opening has no {{{each}}}"
                yield Finding(Code.CHAPTER_SECTION, message, "Write it.", line, path=page.path)


RULE = Rule({Code.CHAPTER_SECTION: Severity.ERROR}, check, "book", house=True)
