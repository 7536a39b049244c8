"""Exercises, quizzes, misconceptions and decisions of our book, with what is malformed about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.yamlfile import read_yaml
from build_tools.exercise import Exercise, Library, Quiz

DECISIONS = Path("book") / "decisions.yml"
MISCONCEPTIONS = Path("exercises") / "misconceptions.toml"


@dataclass(frozen=True)
class Item:
    """One entry of a list that other files name by id."""

    id: str
    line: int
    chapter: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Items:
    """A file of items; `exists` is false for a book without it, `problems` are its own."""

    path: str
    exists: bool = False
    items: tuple[Item, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """All ids."""
        return frozenset(item.id for item in self.items)


@dataclass
class Chapter:
    """What `exercises/chapters/<stem>` holds."""

    stem: str
    exercises: dict[str, Exercise] = field(default_factory=dict)
    quiz: Quiz | None = None
    problems: list[Diagnostic] = field(default_factory=list)


def read_misconceptions(root: Path) -> Items:
    """Read `exercises/misconceptions.toml`; a malformed file has problems and no items."""
    name = MISCONCEPTIONS.as_posix()
    path = root / MISCONCEPTIONS
    if not path.is_file():
        return Items(name)
    try:
        found = Library(root).misconceptions()
    except BuildError as error:
        return Items(name, True, (), error.diagnostics)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = {
        line.strip()[1:-1].strip("\"'"): n
        for n, line in enumerate(lines, 1)
        if line.startswith("[")
    }
    items = (Item(each.id, at.get(each.id, 1), each.chapter, {}) for each in found.values())
    return Items(name, True, tuple(items))


def read_decisions(root: Path) -> Items:
    """Read `book/decisions.yml`; what is not a list of mappings has problems and no items."""
    name = DECISIONS.as_posix()
    path = root / DECISIONS
    if not path.is_file():
        return Items(name)
    try:
        file = read_yaml(
            path, missing=Code.DECISION_MALFORMED, malformed=Code.DECISION_MALFORMED, remedy=""
        )
    except BuildError as error:
        return Items(name, True, (), error.diagnostics)
    items = []
    for index, entry in enumerate(file.data or ()):
        values = entry if isinstance(entry, dict) else {}
        line = file.line(index) or 1
        items.append(Item(str(values.get("id", "")), line, str(values.get("chapter", "")), values))
    return Items(name, True, tuple(items))


def read_chapters(root: Path) -> dict[str, Chapter]:
    """Read all exercises and quizzes; what is malformed is told in `problems` of its chapter."""
    library = Library(root)
    found = {stem: Chapter(stem) for stem in library.chapters()}
    for stem, chapter in found.items():
        for name in library.exercises(stem):
            try:
                chapter.exercises[name] = library.exercise(f"{stem}/{name}")
            except BuildError as error:
                chapter.problems += error.diagnostics
        if stem in library.quizzes():
            try:
                chapter.quiz = library.quiz(stem)
            except BuildError as error:
                chapter.problems += error.diagnostics
    return found
