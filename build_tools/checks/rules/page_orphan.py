"""A page that is in no table of contents: nobody who reads the book finds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

SUFFIXES = (".md", ".ipynb", ".rst")
IGNORED = {"node_modules", "__pycache__", "_build", "venv"}
# What stands beside every book without being a page of it.
ALONE = {"readme", "license", "contributing", "changelog", "code_of_conduct", "security"}


def check(context: Context) -> Iterator[Finding]:
    """Report sources under the book that neither the contents nor the excluded patterns name."""
    included = {
        context.resolve(page, each.argument.strip()).resolve()
        for page in context.pages.values()
        for each in page.named("include")
    }
    for name in _sources(context):
        docname = str(PurePosixPath(name).with_suffix(""))
        if docname in context.book.by_docname or PurePosixPath(name).stem.lower() in ALONE:
            continue
        if (context.book.root / name).resolve() in included or _orphan(context, name):
            continue
        remedy = "Add it to _toc.yml, or to exclude_patterns in _config.yml."
        yield Finding(
            Code.PAGE_ORPHAN, f"'{name}' is in no table of contents", remedy, 1, path=name
        )


def _orphan(context: Context, name: str) -> bool:
    """Tell whether the page itself says that it stands alone."""
    return "\norphan: true" in (context.text(context.book.root / name) or "")[:400]


def _sources(context: Context) -> Iterator[str]:
    root, output = context.book.root, context.book.paths.output
    patterns = [pattern.removesuffix("/") for pattern in context.book.config.exclude]
    for folder, folders, files in os.walk(root):
        here = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if here == "." else f"{here}/"
        folders[:] = sorted(
            each
            for each in folders
            if each not in IGNORED
            and not each.startswith((".", "_"))
            and (root / prefix / each) != output
            and not _excluded(prefix + each, patterns)
        )
        for name in sorted(files):
            shown = name.endswith(SUFFIXES) and not name.startswith((".", "_"))
            if shown and not _excluded(prefix + name, patterns):
                yield prefix + name


def _excluded(name: str, patterns: list[str]) -> bool:
    last = name.rpartition("/")[2]
    return any(
        fnmatchcase(name, pattern)
        or fnmatchcase(last, pattern.removeprefix("**/").removeprefix("**"))
        for pattern in patterns
    )


RULE = Rule({Code.PAGE_ORPHAN: Severity.WARNING}, check, "book", elsewhere=Severity.HINT)
