"""Code kept for the text that the text does not use: a marked snippet, a solution without its exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

# `# [name]` … `# [/name]` around what a listing shows.
_MARKER = re.compile(r"^[ \t]*(?:#|//|--|%)[ \t]*\[(?!/)([a-z][\w-]*)\][ \t]*$", re.MULTILINE)


def check(context: Context) -> Iterator[Finding]:
    """Report markers in included files that no listing names, and `{solution}` of no exercise."""
    used: dict[str, set[str]] = {}
    for page in context.pages.values():
        for directive in page.named("literalinclude"):
            path = context.resolve(page, directive.argument.strip()).resolve()
            if not path.is_relative_to(context.book.root):
                continue
            name = path.relative_to(context.book.root).as_posix()
            markers = used.setdefault(name, set())
            for option in ("start-after", "start-at"):
                markers.update(re.findall(r"\[([a-z][\w-]*)\]", directive.option(option)))
    for name, markers in used.items():
        text = context.text(context.book.root / name) or ""
        for match in _MARKER.finditer(text):
            if match[1] not in markers:
                line = text.count("\n", 0, match.start(1)) + 1
                message = f"no listing shows the snippet '{match[1]}'"
                remedy = "Include it by :start-after:, or remove its markers."
                yield Finding(Code.LISTING_UNUSED, message, remedy, line, path=name)
    yield from _solutions(context)


def _solutions(context: Context) -> Iterator[Finding]:
    exercises = {
        directive.option("label", "name")
        for page in context.pages.values()
        for directive in page.named("exercise", "exercise-start")
    }
    for page in context.pages.values():
        for directive in page.named("solution", "solution-start"):
            name = directive.argument.strip()
            if name not in exercises:
                yield Finding(
                    Code.LISTING_UNUSED,
                    f"a solution of '{name}', which is no exercise",
                    "Name the label of an {exercise}.",
                    directive.line,
                    directive.column,
                    page.path,
                )


RULE = Rule({Code.LISTING_UNUSED: Severity.WARNING}, check, "book")
