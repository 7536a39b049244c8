"""A link into another page of the book whose fragment that page does not have."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.references import anchors, local_links
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report fragments that are neither a label nor a heading of the page."""
    by_path = {page.path: page for page in context.pages.values()}
    for page in context.pages.values():
        for path, fragment, image, line, column in local_links(page):
            if not fragment or image:
                continue
            try:
                name = (
                    context.resolve(page, path).resolve().relative_to(context.book.root).as_posix()
                )
            except ValueError:
                continue
            there = by_path.get(name) or by_path.get(f"{name}.md")
            if there is None or there.path.endswith(".rst"):
                continue
            if fragment.lower() in anchors(there) or fragment.lower() in context.known:
                continue
            message = f"{there.path} has no heading or label '{fragment}'"
            remedy = "Give the heading a label; anchors of headings change with their words."
            yield Finding(Code.REFERENCE_ANCHOR, message, remedy, line, column, page.path)


RULE = Rule({Code.REFERENCE_ANCHOR: Severity.ERROR}, check, "book", elsewhere=Severity.WARNING)
