"""A file of the book that is too large to be cloned, or to be read on a slow line."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.references import local_links
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
# A picture of a page is loaded by everyone who opens it.
LARGEST_IMAGE = 1_000_000


def check(context: Context) -> Iterator[Finding]:
    """Report pages and files that they show or offer over the limits."""
    for page in context.pages.values():
        size = (context.book.root / page.path).stat().st_size
        if size > context.settings.largest:
            yield _finding(page.path, size, context.settings.largest, 1, None, page.path)
        paths = [(path, line, column) for path, _, _, line, column in local_links(page)]
        paths += [
            (each.argument.strip(), each.line, each.column)
            for each in page.named("figure", "image")
        ]
        for path, line, column in paths:
            file = context.resolve(page, path)
            if not file.is_file():
                continue
            most = LARGEST_IMAGE if path.lower().endswith(IMAGES) else context.settings.largest
            size = file.stat().st_size
            if size > most:
                yield _finding(path, size, most, line, column, page.path)


def _finding(name: str, size: int, most: int, line: int, column: int | None, path: str) -> Finding:
    return Finding(
        Code.FILE_TOO_LARGE,
        f"'{name}' has {size / 1e6:.1f} MB; the limit is {most / 1e6:.1f}",
        "Make it smaller, or say where it can be fetched.",
        line,
        column,
        path,
    )


RULE = Rule({Code.FILE_TOO_LARGE: Severity.WARNING}, check, "book")
