"""A book's folder → its exercises, quizzes and misconceptions, found by name."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.exercise.model import Exercise, Misconception, Quiz
from build_tools.exercise.quizzes import read_quiz
from build_tools.exercise.reading import read_exercise
from build_tools.exercise.table import Problems, Table
from build_tools.exercise.tomlfile import read_toml

FOLDER = Path("exercises") / "chapters"
MISCONCEPTIONS = Path("exercises") / "misconceptions.toml"
QUIZ = "quiz.toml"


@dataclass(frozen=True)
class Library:
    """What lies under `exercises/` of the book in `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """The folder with one folder a chapter."""
        return self.root / FOLDER

    def chapters(self) -> list[str]:
        """Return the chapters that have a folder, sorted."""
        return sorted(each.name for each in self.folder.glob("[!._]*") if each.is_dir())

    def exercises(self, chapter: str) -> list[str]:
        """Return the ids of a chapter's exercises, sorted."""
        return sorted(each.parent.name for each in (self.folder / chapter).glob("*/exercise.toml"))

    def exercise(self, key: str) -> Exercise:
        """Read `<chapter>/<exercise>`. Raises BuildError when there is none or it is malformed."""
        chapter, _, name = key.partition("/")
        folder = self.folder / chapter / name
        if not name or not (folder / "exercise.toml").is_file():
            known = [f"{each}/{one}" for each in self.chapters() for one in self.exercises(each)]
            raise missing("exercise", key, known)
        return read_exercise(chapter, folder)

    def quiz(self, chapter: str) -> Quiz:
        """Read the quiz of a chapter. Raises BuildError when there is none or it is malformed."""
        path = self.folder / chapter / QUIZ
        if not path.is_file():
            raise missing("quiz", chapter, self.quizzes())
        return read_quiz(chapter, path)

    def quizzes(self) -> list[str]:
        """Return the chapters that have a quiz, sorted."""
        return sorted(each.parent.name for each in self.folder.glob(f"*/{QUIZ}"))

    def misconceptions(self) -> dict[str, Misconception]:
        """Read all misconceptions by id; none without the file. Raises BuildError."""
        path = self.root / MISCONCEPTIONS
        if not path.is_file():
            return {}
        file = read_toml(path, Code.EXERCISE_MALFORMED, "One table an id, as in [mean-is-typical].")
        problems = Problems()
        found = {}
        for name in file.data:
            table = Table(file, {}, problems).of(name, file.data[name])
            found[name] = Misconception(
                name,
                table.word("statement", "what is believed"),
                table.text("refutation", "what is true instead"),
                table.word("chapter", "where it is refuted"),
            )
            table.close()
        problems.stop()
        return found


def missing(what: str, key: str, known: list[str]) -> BuildError:
    """Return the error for a name that nothing has, with what may have been meant."""
    near = get_close_matches(key, known, n=3, cutoff=0.5)
    remedy = (
        f"Did you mean {', '.join(near)}?" if near else f"Write it in {FOLDER.as_posix()}/{key}."
    )
    message = f"there is no {what} '{key}'"
    return BuildError(Diagnostic(code=Code.EXERCISE_MISSING, message=message, remedy=remedy))
