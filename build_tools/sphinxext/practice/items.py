"""One question → its box: prompt, what to choose or order, and the answer with all feedback in a fold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any, TypeVar

from docutils import nodes

from build_tools.core.files import digest
from build_tools.exercise import Item, Text
from build_tools.exercise.model import Option, Step, Wrong
from build_tools.sphinxext.apparatus.folding import folded
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box_title, ml_quiz_item
from build_tools.sphinxext.practice.said import OTHERWISE
from build_tools.sphinxext.practice.texts import FromLibrary

Named = TypeVar("Named", Option, Step)
NARROW_SPACE = "\u202f"


def make_item(page: FromLibrary, item: Item) -> ml_quiz_item:
    """Return the box of `item`, without an id: `placing` gives it one once it is sure to stay."""
    kind = KINDS["quiz-item"]
    node = ml_quiz_item(kind=kind.name, word=kind.word, tag=kind.tag, numbered=True)
    node["classes"] += ["ml-box", f"ml-{kind.name}", f"ml-quiz-{item.kind}"]
    node["item"], node["label"] = item.key, item.label
    path = page.library.folder / item.chapter / "quiz.toml"
    node.source, node.line = str(path), item.line
    node += ml_box_title("", "", classes=["ml-title"])
    node += page.parse(item.prompt)
    make = {"choice": _choice, "number": _number, "order": _order, "text": _text}[item.kind]
    asked, answer, data = make(page, item)
    why = nodes.container("", *page.parse(item.explanation), classes=["ml-explanation"])
    # What is right and why, before what is wrong with the rest.
    first = sum(
        not isinstance(each, nodes.container) or "ml-model" in each["classes"] for each in answer
    )
    node += [*asked, folded([*answer[:first], why, *answer[first:]], "Answer", "ml-answer")]
    node["practice"] = json.dumps({"type": "quiz", "kind": item.kind, "key": item.key, **data})
    return node


Made = tuple[list[nodes.Node], list[nodes.Node], dict[str, Any]]


def _choice(page: FromLibrary, item: Item) -> Made:
    shown = shuffled(item.options, item.key)
    right = [letter(place) for place, each in enumerate(shown) if each.correct]
    answer: list[nodes.Node] = [_key(", ".join(right))]
    for place, each in enumerate(shown):
        if each.feedback:
            name = letter(place)
            answer.append(_feedback(page, name, each.feedback, each.misconception))
    options = [
        {"id": each.id, "letter": letter(place), "correct": each.correct}
        for place, each in enumerate(shown)
    ]
    return [_lettered(page, [each.text for each in shown])], answer, {"options": options}


def _number(page: FromLibrary, item: Item) -> Made:
    answer: list[nodes.Node] = [_key(quantity(item.answer, item.unit))]
    for each in item.wrong:
        name = quantity(each.value, item.unit)
        answer.append(_feedback(page, name, each.feedback, each.misconception))
    data = {
        "answer": item.answer,
        "tolerance": item.tolerance,
        "unit": item.unit,
        "wrong": [each.value for each in item.wrong],
    }
    return [], answer, data


def _order(page: FromLibrary, item: Item) -> Made:
    shown = shuffled(item.steps, item.key)
    if list(shown) == list(item.steps):
        shown = [*shown[1:], shown[0]]  # a list that is right already asks nothing
    right = [letter(shown.index(each)) for each in item.steps]
    assert isinstance(item.order_feedback, Wrong)
    told = item.order_feedback
    answer: list[nodes.Node] = [_key(", ".join(right))]
    answer.append(_feedback(page, OTHERWISE, told.feedback, told.misconception))
    return [_lettered(page, [each.text for each in shown])], answer, {"order": right}


def _text(page: FromLibrary, item: Item) -> Made:
    assert item.model is not None
    criteria = [nodes.list_item("", *page.parse(each)) for each in item.rubric]
    answer: list[nodes.Node] = [
        nodes.container("", *page.parse(item.model), classes=["ml-model"]),
        nodes.bullet_list("", *criteria, classes=["ml-criteria"]),
    ]
    if item.misconception:
        answer += page.refuted(item.misconception)
    return [], answer, {"criteria": len(criteria)}


def _key(text: str) -> nodes.paragraph:
    """Return the line that names the right answer; it needs no translation."""
    strong = nodes.strong("", text)
    return nodes.paragraph("", "", strong, classes=["ml-key"], translatable=False)


def _feedback(page: FromLibrary, name: str, text: Text, misconception: str) -> nodes.container:
    said = [*page.told(name, text), *page.refuted(misconception)]
    return nodes.container("", *said, classes=["ml-feedback"])


def _lettered(page: FromLibrary, texts: Sequence[Text]) -> nodes.enumerated_list:
    entries = [nodes.list_item("", *page.parse(each)) for each in texts]
    style = {"enumtype": "upperalpha", "prefix": "", "suffix": "."}
    return nodes.enumerated_list("", *entries, classes=["ml-options"], **style)


def shuffled(options: Sequence[Named], seed: str) -> list[Named]:
    """Return the options in an order that every build and every language repeats."""
    return sorted(options, key=lambda each: digest(seed, each.id))


def letter(place: int) -> str:
    """Return the letter of the option at `place`, from 0."""
    return ascii_uppercase[place]


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit; at most six digits, none that say nothing."""
    text = f"{value:,.0f}" if value == int(value) and abs(value) < 1e9 else f"{value:.6g}"
    return f"{text}{NARROW_SPACE}{unit}" if unit else text
