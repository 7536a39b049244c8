"""A numbered thing that nothing refers to: either the text forgot to, or it need not be numbered."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.references import label_references
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

# Sections are labeled so that others can refer to them some day; figures have a rule of their own.
NUMBERED = frozenset({"equation", "table", "code-block", "literalinclude"})


def check(context: Context) -> Iterator[Finding]:
    """Report labels of tables, equations and listings without a reference in the book."""
    used = {
        each.target.lower() for page in context.pages.values() for each in label_references(page)
    }
    used |= {
        link.url.rpartition("#")[2].lower()
        for page in context.pages.values()
        for link in page.links
    }
    used |= _in_exercises(context)
    for page in context.pages.values():
        for label in page.labels:
            # The table that closes a chapter stands for itself.
            closing = label.name.endswith("-summary")
            if label.kind in NUMBERED and label.name.lower() not in used and not closing:
                yield Finding(
                    Code.LABEL_UNUSED,
                    f"nothing refers to the {label.kind} '{label.name}'",
                    "Refer to it where the text speaks of it, or remove the label.",
                    label.line,
                    label.column,
                    page.path,
                )


def _in_exercises(context: Context) -> set[str]:
    """Return words of exercises and quizzes that may be labels; their texts are pages too."""
    found: set[str] = set()
    for chapter in context.chapters.values():
        texts = [each.prompt.text for each in chapter.exercises.values()]
        for item in chapter.quiz.items if chapter.quiz else ():
            texts += [item.prompt.text, item.explanation.text]
        for text in texts:
            found.update(part.lower() for part in text.replace("`", " ").split())
    return found


RULE = Rule({Code.LABEL_UNUSED: Severity.WARNING}, check, "book", elsewhere=Severity.HINT)
