"""`mlsysbook exercise check`: every exercise and quiz of a book → findings and a line that sums them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.builders.result import Progress
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.exercise import Exercise, Library, Quiz
from build_tools.exercise.faults import exercise_faults, objectives_of, quiz_faults
from build_tools.exercise.proving import grade_all, tasks_of, verdicts


@dataclass(frozen=True)
class Outcome:
    """What was found, and in a sentence what was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    summary: str

    @property
    def failed(self) -> bool:
        """Whether anything but hints was found."""
        return any(each.severity is not Severity.HINT for each in self.diagnostics)


def check(
    root: Path,
    names: Sequence[str],
    jobs: int,
    report: Callable[[Progress], None],
    *,
    browser: bool = False,
    force: bool = False,
) -> Outcome:
    """Check what `names` mean (chapters, exercises; everything without), `jobs` processes at a time.

    Raises BuildError for a name that nothing has.
    """
    library = Library(root)
    found: list[Diagnostic] = []
    exercises, quizzes = _read(library, names, found)
    known = library.misconceptions()
    pages = sorted(root.glob("chapters/**/*.md")) or sorted(root.glob("**/*.md"))
    for quiz in quizzes:
        found += quiz_faults(quiz, known, objectives_of(pages, quiz.chapter))
    for exercise in exercises:
        found += exercise_faults(exercise, known, objectives_of(pages, exercise.chapter))
    cache = root / "_build" / ".cache" / "exercises.json"
    if force:
        cache.unlink(missing_ok=True)

    runs = grade_all(
        exercises, cache, jobs, lambda *step: report(Progress("grading natively", *step))
    )
    for exercise in exercises:
        found += verdicts(exercise, runs[exercise.key])
    tasks = [task for exercise in exercises for task in tasks_of(exercise)]
    if browser and tasks:
        from build_tools.pipeline.in_browser import compare  # Playwright, which only this needs

        found += compare(
            root, tasks, runs, lambda *step: report(Progress("grading in Chromium", *step))
        )
    items = sum(len(quiz.items) for quiz in quizzes)
    summary = f"{len(exercises)} exercises in {len(tasks)} versions, {items} quiz items"
    wrong = sum(each.severity is not Severity.HINT for each in found)
    summary += f": {wrong} findings" if wrong else ": all of them grade as they promise"
    return Outcome(tuple(_beside(each, root) for each in found), summary)


def _read(
    library: Library, names: Sequence[str], found: list[Diagnostic]
) -> tuple[list[Exercise], list[Quiz]]:
    """Read what is named; what is malformed goes to `found` and is left out."""
    exercises, quizzes = [], []
    for name in names or library.chapters():
        chapter, _, one = name.partition("/")
        if not one and not (library.folder / chapter).is_dir():
            library.quiz(chapter)  # says that there is none, and what may have been meant
        for each in [one] if one else library.exercises(chapter):
            try:
                exercises.append(library.exercise(f"{chapter}/{each}"))
            except BuildError as error:
                found += _malformed(error)
        if not one and chapter in library.quizzes():
            try:
                quizzes.append(library.quiz(chapter))
            except BuildError as error:
                found += _malformed(error)
    return exercises, quizzes


def _malformed(error: BuildError) -> tuple[Diagnostic, ...]:
    if any(each.path is None for each in error.diagnostics):
        raise error  # no such exercise: the command was called with a wrong name
    return error.diagnostics


def _beside(found: Diagnostic, root: Path) -> Diagnostic:
    if found.path is None or not found.path.is_relative_to(root):
        return found
    values = {**vars(found), "path": found.path.relative_to(root)}
    return Diagnostic(**values)
