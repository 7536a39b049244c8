"""An exercise that no page sets, and a page that sets one that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.context import Context
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity


def check(context: Context) -> Iterator[Finding]:
    """Compare `{graded-exercise}` and `{quiz}` with the folders of `exercises/chapters`."""
    placed: set[str] = set()
    for page in context.pages.values():
        for directive in page.named("graded-exercise", "quiz"):
            name = directive.argument.strip()
            placed.add(name)
            folder = context.book.root / "exercises" / "chapters" / name
            file = folder / ("quiz.toml" if directive.name == "quiz" else "exercise.toml")
            if not file.is_file():
                message = f"no {'quiz' if directive.name == 'quiz' else 'exercise'} '{name}'"
                remedy = "Write <chapter>/<exercise> as the folders are named."
                yield Finding(
                    Code.EXERCISE_MISSING,
                    message,
                    remedy,
                    directive.line,
                    directive.column,
                    page.path,
                )
    written = {context.stem(page) for page in context.chapter_pages()}
    for stem, chapter in context.chapters.items():
        if stem not in written:
            continue
        for name in chapter.exercises:
            if f"{stem}/{name}" not in placed:
                path = f"exercises/chapters/{stem}/{name}/exercise.toml"
                message = f"no page sets the exercise '{stem}/{name}'"
                remedy = f"Place it: {{graded-exercise}} {stem}/{name}."
                yield Finding(Code.EXERCISE_UNUSED, message, remedy, 1, path=path)
        if chapter.quiz is not None and stem not in placed:
            path = f"exercises/chapters/{stem}/quiz.toml"
            message = f"no page sets the quiz of '{stem}'"
            yield Finding(
                Code.EXERCISE_UNUSED, message, f"Place it: {{quiz}} {stem}.", 1, path=path
            )


RULE = Rule(
    {Code.EXERCISE_MISSING: Severity.ERROR, Code.EXERCISE_UNUSED: Severity.WARNING}, check, "book"
)
