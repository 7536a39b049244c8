"""A source in the bibliography that no page cites."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Report entries without a citation on any page, exercise or quiz."""
    cited: set[str] = set()
    for page in context.pages.values():
        for role in page.roles:
            if role.name.startswith("cite"):
                cited.update(each.strip() for each in role.content.split(","))
    named = _in_exercises(context)
    for entry in context.bibliography:
        if entry.key and entry.key not in cited and f"`{entry.key}`" not in named:
            yield Finding(
                Code.CITATION_UNUSED,
                f"nothing cites '{entry.key}'",
                "Cite it where its claim stands, or remove the entry.",
                entry.line,
                path=entry.path,
                severity=None if context.complete else Severity.HINT,
            )


def _in_exercises(context: Context) -> str:
    texts = []
    for chapter in context.chapters.values():
        texts += [each.prompt.text for each in chapter.exercises.values()]
        texts += [item.explanation.text for item in (chapter.quiz.items if chapter.quiz else ())]
    decisions = (str(value) for item in context.decisions.items for value in item.values.values())
    return "\n".join([*texts, *decisions])


RULE = Rule({Code.CITATION_UNUSED: Severity.WARNING}, check, "book", elsewhere=Severity.HINT)
