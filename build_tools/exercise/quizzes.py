"""`quiz.toml` → `Quiz`, every item checked for its kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from build_tools.core.codes import Code
from build_tools.exercise.model import KINDS, Item, Kind, Option, Quiz, Step, Text, Wrong
from build_tools.exercise.table import REMEDY, Problems, Table
from build_tools.exercise.tomlfile import read_toml

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_quiz(chapter: str, path: Path) -> Quiz:
    """Read and check a chapter's items. Raises BuildError with everything that is wrong."""
    file = read_toml(path, Code.EXERCISE_MALFORMED, REMEDY)
    problems = Problems()
    top = Table(file, file.data, problems)
    items = tuple(_item(chapter, table) for table in top.tables("item"))
    if not items:
        top.problem("there is no [[item]]")
    top.close()
    first: dict[str, int] = {}
    for item in items:
        if item.id in first:
            here = Text("", path, item.line)
            problems.add(f"two items have the id '{item.id}'; first on line {first[item.id]}", here)
        first.setdefault(item.id, item.line)
    problems.stop()
    return Quiz(chapter, path, items)


def _item(chapter: str, table: Table) -> Item:
    kind = cast("Kind", table.choice("kind", KINDS))
    shared = Item(
        chapter=chapter,
        id=_id(table),
        line=table.file.line(*table.at),
        kind=kind,
        objective=table.whole("objective", "the number of an objective, from 1"),
        delayed=table.word("delayed", "a chapter, or part", ""),
        prompt=table.text("prompt", "the question"),
        explanation=table.text("explanation", "why the right answer is right"),
    )
    fields = {"choice": _choice, "number": _number, "order": _order, "text": _text}
    own: dict[str, object] = {}
    if kind in fields:
        own = fields[kind](table)
        table.close()
    return Item(**{**vars(shared), **own})


def _id(table: Table) -> str:
    name = table.word("id", "a name in kebab-case")
    if name and not ID.fullmatch(name):
        table.problem(f"'{name}' is not kebab-case", "id")
    return name


def _choice(table: Table) -> dict[str, object]:
    options = []
    for each in table.tables("option"):
        correct = bool(each.get("correct", bool, "true or false", False))
        needed = "" if correct else None
        options.append(
            Option(
                _id(each),
                each.text("text", "what the option says"),
                correct,
                each.word("misconception", "an id of exercises/misconceptions.toml", needed),
                each.text("feedback", "a sentence for whoever chose it", needed),
            )
        )
        each.close()
    if not 3 <= len(options) <= 5:
        table.problem(f"{len(options)} options; a choice has 3 to 5")
    if options and len({each.correct for each in options}) < 2:
        table.problem("some options must be correct and some must not")
    if len({each.id for each in options}) < len(options):
        table.problem("two options have the same id")
    return {"options": tuple(options)}


def _wrong(table: Table, value: float) -> Wrong:
    found = Wrong(
        value,
        table.word("misconception", "an id of exercises/misconceptions.toml"),
        table.text("feedback", "a sentence for whoever arrived at it"),
    )
    table.close()
    return found


def _number(table: Table) -> dict[str, object]:
    answer = table.number("answer", "the right number")
    tolerance = table.number("tolerance", "a relative tolerance such as 0.01")
    if "tolerance" in table.data and not 0 <= tolerance < 1:
        table.problem("'tolerance' is relative: at least 0, below 1", "tolerance")
    wrong = tuple(_wrong(each, each.number("value", "a number")) for each in table.tables("wrong"))
    if not wrong:
        table.problem("no [[item.wrong]]: name at least one number that a misconception leads to")
    for index, each in enumerate(wrong):
        if abs(each.value - answer) <= tolerance * abs(answer):
            place = Text("", table.file.path, table.file.line(*table.at, "wrong", index))
            table.problems.add(f"{each.value:g} is within the tolerance of the answer", place)
    unit = table.word("unit", "the unit of the answer", "")
    return {"answer": answer, "tolerance": tolerance, "unit": unit, "wrong": wrong}


def _order(table: Table) -> dict[str, object]:
    steps = []
    for each in table.tables("step"):
        steps.append(Step(_id(each), each.text("text", "what is put in order")))
        each.close()
    if not 3 <= len(steps) <= 6:
        table.problem(f"{len(steps)} steps; an order has 3 to 6")
    feedback = table.table("order_feedback")
    if feedback is None:
        table.problem("no [item.order_feedback] for whoever puts it otherwise")
    return {"steps": tuple(steps), "order_feedback": feedback and _wrong(feedback, 0.0)}


def _text(table: Table) -> dict[str, object]:
    rubric = table.words("rubric", "a list of criteria")
    if not rubric:
        table.problem("no 'rubric': a reader grades by it")
    line = table.file.line(*table.at, "rubric")
    return {
        "model": table.text("model", "a model answer"),
        "rubric": tuple(Text(each, table.file.path, line) for each in rubric),
        "misconception": table.word("misconception", "an id of exercises/misconceptions.toml", ""),
    }
