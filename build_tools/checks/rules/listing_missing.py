"""A listing of an object, or between markers, that its file does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

MARKERS = ("start-after", "end-before", "start-at", "end-at")


def check(context: Context) -> Iterator[Finding]:
    """Report `:pyobject:` and markers that are not found in the file."""
    for page in context.pages.values():
        for directive in page.named("literalinclude"):
            name = directive.argument.strip()
            text = context.text(context.resolve(page, name))
            if text is None:  # reported as a missing file
                continue
            for option in MARKERS:
                marker = directive.option(option)
                if marker and marker not in text:
                    message = f"{name} has no line with '{marker}'"
                    remedy = "Mend the marker here or in the file."
                    at = directive.at(option)
                    yield Finding(Code.LISTING_MISSING, message, remedy, *at, page.path)
            wanted = directive.option("pyobject")
            if wanted and wanted not in _objects(text):
                message = f"{name} defines no '{wanted}'"
                remedy = "Name a function, a class, or Class.method of the file."
                yield Finding(
                    Code.LISTING_MISSING, message, remedy, *directive.at("pyobject"), page.path
                )


def _objects(text: str) -> set[str]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return set()
    found: set[str] = set()

    def walk(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(prefix + child.name)
                walk(child, f"{prefix}{child.name}.")

    walk(tree, "")
    return found


RULE = Rule({Code.LISTING_MISSING: Severity.ERROR}, check, "book")
