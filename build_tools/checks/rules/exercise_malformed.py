"""A graded exercise, a quiz, or the list of misconceptions that its reader cannot take."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report everything that reading the files of `exercises/` found."""
    found = [problem for chapter in context.chapters.values() for problem in chapter.problems]
    for each in (*found, *context.misconceptions.problems):
        path = None
        if each.path is not None:
            inside = each.path.is_relative_to(context.book.root)
            path = (each.path.relative_to(context.book.root) if inside else each.path).as_posix()
        yield Finding(each.code, each.message, each.remedy, each.line, each.column, path)


RULE = Rule({Code.EXERCISE_MALFORMED: Severity.ERROR}, check, "book")
