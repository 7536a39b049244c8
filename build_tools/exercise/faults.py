"""An exercise's files, read but not run → what would teach the wrong thing."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.exercise.library import MISCONCEPTIONS
from build_tools.exercise.model import Exercise, Misconception, Quiz, Text

PACKAGES = {"numpy", "tinytorch", "evidence"}
# Of the standard library, what reaches outside the test: no network, no files, no other processes.
_OUTSIDE = {
    "socket",
    "urllib",
    "http",
    "ssl",
    "subprocess",
    "multiprocessing",
    "shutil",
    "tempfile",
}
_OBJECTIVES = re.compile(r"^(`{3,}|:{3,})\{objectives\}.*?\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^(?:[-*+]|\d+[.)]) ", re.MULTILINE)
EACH_OBJECTIVE = 2  # items


def finding(
    message: str, place: Text, remedy: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    """Return a finding about an exercise at the first line of a text of it."""
    return Diagnostic(
        code=Code.EXERCISE_FAILED,
        message=message,
        remedy=remedy,
        severity=severity,
        path=place.path,
        line=place.line,
    )


def exercise_faults(
    exercise: Exercise, known: Mapping[str, Misconception], objectives: int | None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with one exercise; `objectives` is how many its chapter lists, if that is known."""
    yield from _tests(exercise.tests)
    for mutant in exercise.mutants:
        if mutant.misconception not in known:
            yield _unknown(mutant.misconception, mutant.code)
    yield from _objective(exercise.objective, objectives, exercise.title)


def quiz_faults(
    quiz: Quiz, known: Mapping[str, Misconception], objectives: int | None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the items of one chapter."""
    for item in quiz.items:
        place = Text(item.id, quiz.path, item.line)
        for name in dict.fromkeys(item.misconceptions):
            if name not in known:
                yield _unknown(name, place)
        yield from _objective(item.objective, objectives, place)
    counts = Counter(item.objective for item in quiz.items)
    for number in range(1, (objectives or 0) + 1):
        if counts[number] < EACH_OBJECTIVE:
            yield finding(
                f"objective {number} has {counts[number]} quiz items of {EACH_OBJECTIVE}",
                Text("", quiz.path, 1),
                "Ask for each objective twice: once here, once in a later chapter (`delayed`).",
                Severity.HINT,
            )


def objectives_of(pages: Iterable[Path], chapter: str) -> int | None:
    """Return how many objectives the page of a chapter lists; None without such a page or list."""
    for page in pages:
        if page.stem == chapter:
            found = _OBJECTIVES.search(page.read_text(encoding="utf-8"))
            return len(_ITEM.findall(found[2])) if found else None
    return None


def _objective(number: int, objectives: int | None, place: Text) -> Iterator[Diagnostic]:
    if objectives is not None and number > objectives:
        yield finding(
            f"objective {number} is asked for, but the chapter lists {objectives}",
            place,
            "Count the items of the chapter's {objectives} from 1.",
        )


def _unknown(name: str, place: Text) -> Diagnostic:
    return Diagnostic(
        code=Code.EXERCISE_MISSING,
        message=f"there is no misconception '{name}'",
        remedy=f"Add it to {MISCONCEPTIONS.as_posix()} or mend the id.",
        path=place.path,
        line=place.line,
    )


def _tests(tests: Text) -> Iterator[Diagnostic]:
    allowed = PACKAGES | (set(sys.stdlib_module_names) - _OUTSIDE)
    for node in ast.walk(ast.parse(tests.text)):
        here = Text("", tests.path, getattr(node, "lineno", 1))
        if isinstance(node, ast.Assert) and not _says(node):
            yield finding(
                "an assertion without a message",
                here,
                "Say what was expected, what came, and what to think about.",
            )
        for name in _imported(node):
            if name.split(".")[0] not in allowed:
                yield finding(
                    f"tests import {name}",
                    here,
                    "Tests need nothing but the standard library, NumPy, tinytorch and evidence, "
                    "and reach for no file, network or process.",
                )


def _says(node: ast.Assert) -> bool:
    """Tell whether an assertion has a message that can be one: not an empty or one-word constant."""
    if node.msg is None:
        return False
    if isinstance(node.msg, ast.Constant):
        return isinstance(node.msg.value, str) and " " in node.msg.value.strip()
    return True


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    return [node.module or "."] if isinstance(node, ast.ImportFrom) else []
