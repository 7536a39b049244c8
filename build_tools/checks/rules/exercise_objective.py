"""An exercise or item for an objective that the chapter does not have, and objectives without items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.reading.apparatus import Chapter
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

_ITEM = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)])\s", re.MULTILINE)


def check(context: Context) -> Iterator[Finding]:
    """Report numbers of objectives out of range, and objectives without two items, one of them delayed."""
    for page in context.chapter_pages():
        chapter = context.chapters.get(context.stem(page))
        boxes = page.named("objectives")
        if chapter is None or not boxes:
            continue
        count = len(_ITEM.findall(boxes[0].body))
        yield from _ranges(context, chapter, count)
        yield from _items(context, chapter, count)


def _ranges(context: Context, chapter: Chapter, count: int) -> Iterator[Finding]:
    folder = f"exercises/chapters/{chapter.stem}"
    named = [
        (
            each.objective,
            _line(context, f"{folder}/{name}/exercise.toml"),
            f"{folder}/{name}/exercise.toml",
        )
        for name, each in chapter.exercises.items()
    ]
    for item in chapter.quiz.items if chapter.quiz else ():
        named.append((item.objective, item.line, f"{folder}/quiz.toml"))
    for objective, line, path in named:
        if not 1 <= objective <= count:
            message = f"objective {objective} of a chapter with {count}"
            yield Finding(
                Code.EXERCISE_OBJECTIVE,
                message,
                "Count from 1 as the chapter does.",
                line,
                path=path,
            )


def _line(context: Context, path: str) -> int:
    lines = (context.text(context.book.root / path) or "").split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.startswith("objective")), 1)


def _items(context: Context, chapter: Chapter, count: int) -> Iterator[Finding]:
    if chapter.quiz is None:
        return
    path = f"exercises/chapters/{chapter.stem}/quiz.toml"
    stems = {context.stem(each) for each in context.chapter_pages()} | {"part"}
    for objective in range(1, count + 1):
        items = [item for item in chapter.quiz.items if item.objective == objective]
        if (
            len(items) < 2
            or not any(item.delayed for item in items)
            or all(item.delayed for item in items)
        ):
            delayed = sum(bool(item.delayed) for item in items)
            message = f"objective {objective} has {len(items)} items, {delayed} of them delayed"
            remedy = "Each objective has two items, one asked here and one delayed."
            yield Finding(Code.EXERCISE_OBJECTIVE, message, remedy, 1, path=path)
    planned = context.text(context.book.root / "book" / "plan.yml") or ""
    for item in chapter.quiz.items:
        if item.delayed and item.delayed not in stems and f"stem: {item.delayed}," not in planned:
            message = f"'{item.id}' is delayed to '{item.delayed}', which is no chapter"
            yield Finding(
                Code.EXERCISE_OBJECTIVE,
                message,
                "Name a later chapter, or part.",
                item.line,
                path=path,
            )


RULE = Rule({Code.EXERCISE_OBJECTIVE: Severity.ERROR}, check, "book", house=True)
