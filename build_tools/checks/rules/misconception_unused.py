"""A misconception that nothing diagnoses, or whose chapter is none."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.rules.misconception_undefined import named
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report entries that no fallacy, option or mutant names, once their chapter is written."""
    used = {name for name, _, _, _ in named(context)}
    stems = {context.stem(page) for page in context.chapter_pages()}
    planned = context.text(context.book.root / "book" / "plan.yml") or ""
    path = context.misconceptions.path
    for item in context.misconceptions.items:
        if item.chapter not in stems and f"stem: {item.chapter}," not in planned:
            message = f"'{item.id}' is refuted in '{item.chapter}', which is no chapter"
            yield Finding(
                Code.MISCONCEPTION_UNDEFINED,
                message,
                "Name the chapter's stem.",
                item.line,
                path=path,
            )
        elif item.chapter in stems and item.id not in used:
            message = f"nothing names the misconception '{item.id}'"
            remedy = "Refute it under a fallacy, or name it in a wrong option or a mutant."
            yield Finding(Code.MISCONCEPTION_UNUSED, message, remedy, item.line, path=path)


RULE = Rule(
    {
        Code.MISCONCEPTION_UNUSED: Severity.WARNING,
        Code.MISCONCEPTION_UNDEFINED: Severity.ERROR,
    },
    check,
    "book",
    house=True,
)
