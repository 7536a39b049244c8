"""A link, an image, a download or an included file that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.references import local_links
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

FILES = ("figure", "image", "literalinclude", "include")
# Sphinx takes any image of that name when the suffix is `.*`; a link may name a page in its HTML form.
PAGES = ("", ".md", ".ipynb", ".rst", "/index.md")


def check(context: Context) -> Iterator[Finding]:
    """Report paths that lead to no file of the book."""
    for page in context.pages.values():
        for path, line, column in _paths(page):
            if not _exists(context, page, path):
                remedy = "Mend the path: it is relative to the page, or begins with / at the book's root."
                yield Finding(
                    Code.REFERENCE_FILE, f"no file '{path}'", remedy, line, column, page.path
                )


def _paths(page: Facts) -> Iterator[tuple[str, int, int]]:
    for path, _, _, line, column in local_links(page):
        yield path, line, column
    for directive in page.named(*FILES):
        path = directive.argument.split("#")[0].strip()
        if path and "://" not in path and "{{" not in path and not path.startswith("data:"):
            yield path, directive.line, directive.column
    for role in page.roles:
        if role.name == "download" and "://" not in role.target:
            yield role.target, role.line, role.column


def _exists(context: Context, page: Facts, path: str) -> bool:
    target = context.resolve(page, path)
    if path.endswith(".*"):
        return any(target.parent.glob(target.name))
    if path.endswith(".html"):
        target = Path(f"{target}".removesuffix(".html"))
    # MyST also takes the name of a page or a label in a link's place.
    if path.lower() in context.labels or path in context.book.by_docname:
        return True
    try:
        found = any(Path(f"{target}{end}").exists() for end in PAGES)
    except OSError:  # a name that no file system takes, such as data pasted into an address
        found = False
    return found or path.lower() in context.known


RULE = Rule({Code.REFERENCE_FILE: Severity.ERROR}, check, "book")
