"""A misconception that an option, a mutant or a fallacy names and that nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report ids that `exercises/misconceptions.toml` lacks."""
    if not context.misconceptions.exists or context.misconceptions.problems:
        return
    known = context.misconceptions.ids
    for name, path, line, column in named(context):
        if name not in known:
            near = get_close_matches(name, known, n=2, cutoff=0.6)
            remedy = (
                f"Did you mean {' or '.join(near)}?"
                if near
                else f"Add it to {context.misconceptions.path}."
            )
            message = f"no misconception '{name}'"
            yield Finding(Code.MISCONCEPTION_UNDEFINED, message, remedy, line, column, path)


def named(context: Context) -> Iterator[tuple[str, str, int, int | None]]:
    """Yield each misconception that is named, with path, line and column."""
    for page in context.pages.values():
        for directive in page.named("fallacy", "pitfall"):
            if directive.option("misconception"):
                yield directive.option("misconception"), page.path, *directive.at("misconception")
    for chapter in context.chapters.values():
        for exercise in chapter.exercises.values():
            for mutant in exercise.mutants:
                yield mutant.misconception, _relative(context, mutant.code.path), 1, None
        if chapter.quiz is not None:
            yield from _in_quiz(context, chapter.quiz.path)


def _in_quiz(context: Context, path: Path) -> Iterator[tuple[str, str, int, int | None]]:
    for number, line in enumerate((context.text(path) or "").split("\n"), 1):
        key, _, value = line.partition("=")
        if key.strip() == "misconception" and value.strip(" \"'"):
            yield value.strip(" \"'"), _relative(context, path), number, None


def _relative(context: Context, path: Path) -> str:
    return path.relative_to(context.book.root).as_posix()


RULE = Rule({Code.MISCONCEPTION_UNDEFINED: Severity.ERROR}, check, "book", house=True)
