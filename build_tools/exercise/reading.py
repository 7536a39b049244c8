"""The folder of an exercise → `Exercise`, checked: every file, every field, the form of hints and mutants."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Literal, cast

from build_tools.core.codes import Code
from build_tools.exercise.model import Exercise, Mutant, Text
from build_tools.exercise.table import REMEDY, Problems, Table
from build_tools.exercise.tomlfile import read_toml

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WHERE = ("browser", "native")
PACKAGES = ("tinytorch", "evidence", "numpy")
COLUMNS = 72
HINTS = 3
MUTANTS = 2
_MISCONCEPTION = re.compile(r"misconception:\s*(\S+)\s*$")


def read_exercise(chapter: str, folder: Path) -> Exercise:
    """Read and check one folder. Raises BuildError with everything that is wrong in it."""
    file = read_toml(folder / "exercise.toml", Code.EXERCISE_MALFORMED, REMEDY)
    problems = Problems()
    table = Table(file, file.data, problems)
    name = table.word("id", "the folder's name")
    if name and (name != folder.name or not ID.fullmatch(name)):
        table.problem(f"'id' is '{name}', but the folder is '{folder.name}'", "id")
    title = table.text("title", "a title in sentence case")
    objective = table.whole("objective", "the number of an objective, from 1")
    minutes = table.whole("minutes", "the minutes a reader needs")
    where = table.choice("where", WHERE)
    reason = table.word("reason", "why no browser can run it", "" if where == "browser" else None)
    packages = table.words("packages", "a list of package names")
    for each in packages:
        if each not in PACKAGES:
            table.problem(
                f"no package '{each}' is at hand; there are {', '.join(PACKAGES)}", "packages"
            )
    table.close()
    prompt = _read(folder / "prompt.md", problems)
    if re.search(r"^#{1,6} ", prompt.text, re.MULTILINE):
        problems.add("prompt.md has a heading; it stands inside a box", prompt)
    starter, solution, tests = (
        _python(folder / f"{each}.py", problems) for each in ("starter", "solution", "tests")
    )
    if tests and not re.search(r"^def test_\w+\(work\)", tests.text, re.MULTILINE):
        problems.add("tests.py has no function test_…(work)", tests)
    hints = _hints(_read(folder / "hints.md", problems), problems)
    mutants = _mutants(folder / "mutants", problems)
    problems.stop()
    return Exercise(
        chapter=chapter,
        id=name,
        folder=folder,
        title=title,
        objective=objective,
        minutes=minutes,
        where=cast("Literal['browser', 'native']", where),
        reason=reason,
        packages=packages,
        prompt=prompt,
        starter=starter,
        solution=solution,
        tests=tests,
        hints=hints,
        mutants=mutants,
    )


def _read(path: Path, problems: Problems) -> Text:
    try:
        text = Text(path.read_text(encoding="utf-8"), path, 1)
    except FileNotFoundError:
        problems.add(f"{path.name} is missing", Text("", path, 1))
        return Text("", path, 1)
    except UnicodeDecodeError as error:
        problems.add(f"{path.name} is not UTF-8 (byte {error.start})", Text("", path, 1))
        return Text("", path, 1)
    if not text:
        problems.add(f"{path.name} is empty", text)
    return text


def _python(path: Path, problems: Problems) -> Text:
    text = _read(path, problems)
    try:
        ast.parse(text.text)
    except SyntaxError as error:
        problems.add(f"{path.name}: {error.msg}", Text("", path, error.lineno or 1))
    for number, line in enumerate(text.text.splitlines(), start=1):
        if len(line) > COLUMNS:
            problems.add(
                f"{len(line)} columns; a page in print holds {COLUMNS}", Text("", path, number)
            )
    return text


def _hints(text: Text, problems: Problems) -> tuple[Text, ...]:
    """Cut hints.md at its lines `---`; each hint knows its line."""
    hints, line = [], text.line
    for part in re.split(r"^---[ \t]*$", text.text, flags=re.MULTILINE):
        lead = len(part) - len(part.lstrip("\n"))
        hints.append(Text(part.strip("\n"), text.path, line + lead))
        line += part.count("\n")
    if text and len([each for each in hints if each]) != HINTS:
        problems.add(f"{len(hints)} hints; there are {HINTS}, parted by lines `---`", text)
    return tuple(hints)


def _mutants(folder: Path, problems: Problems) -> tuple[Mutant, ...]:
    mutants = []
    for path in sorted(folder.glob("*.py")):
        code = _python(path, problems)
        doc = _docstring(code).strip().splitlines()
        found = _MISCONCEPTION.match(doc[0]) if doc else None
        if found is None:
            problems.add("the docstring's first line is not `misconception: <id>`", code)
            continue
        why = " ".join(each.strip() for each in doc[1:]).strip()
        if not why:
            problems.add("the docstring does not say what the learner thought", code)
        mutants.append(Mutant(path.stem, code, found[1], why))
    if len(mutants) < MUTANTS and not problems.found:
        problems.add(f"{len(mutants)} mutants; there are at least {MUTANTS}", Text("", folder, 1))
    return tuple(mutants)


def _docstring(code: Text) -> str:
    try:
        return ast.get_docstring(ast.parse(code.text)) or ""
    except SyntaxError:  # reported already
        return ""
