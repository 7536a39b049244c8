"""`{answers}` → the place where paper and e-books print solutions and answers, at the back of the book.

What a page folds away is copied while pages are read, in their language; the environment keeps the copies, so
that the page of answers needs no other page's tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_fold, ml_graded_exercise, ml_quiz_item

ATTRIBUTE = "mlsysbook_answers"
FOLDS = ("ml-solution", "ml-answer")


@dataclass(frozen=True)
class Kept:
    """One answer: the id of its box, the kind of the box, its author's title, what the fold holds."""

    target: str
    kind: str
    title: str
    body: tuple[nodes.Node, ...]

    @property
    def anchor(self) -> str:
        """The id of the answer on the page of answers."""
        return f"answer-{self.target}"


@dataclass
class Answers:
    """What the environment remembers: answers by page, and the pages that print them."""

    kept: dict[str, list[Kept]]
    places: set[str]


def answers_of(env: BuildEnvironment) -> Answers:
    """Return the environment's own; empty at first."""
    if not hasattr(env, ATTRIBUTE):
        setattr(env, ATTRIBUTE, Answers({}, set()))
    found: Answers = getattr(env, ATTRIBUTE)
    return found


class AnswersPlace(Box):
    """The box; its body is what a screen shows, where every answer is folded below its question."""

    kind = KINDS["answers"]
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the box and remember its page."""
        answers_of(self.env).places.add(self.env.docname)
        return [self.make()]


def fold_of(box: nodes.Element) -> ml_fold | None:
    """Return the fold with the answer or solution of a box."""
    folds = (each for each in box.children if isinstance(each, ml_fold))
    return next((each for each in folds if set(FOLDS) & set(each["classes"])), None)


def boxes(tree: nodes.Node) -> Iterable[nodes.Element]:
    """Yield the exercises and questions of a page in their order."""
    for node in tree.findall(nodes.container):
        if isinstance(node, ml_graded_exercise | ml_quiz_item) and node["ids"]:
            yield node


def keep(app: Sphinx, doctree: nodes.document) -> None:
    """Handle `doctree-read`: copy what is folded away, after translation."""
    found = []
    for box in boxes(doctree):
        fold = fold_of(box)
        if fold is not None:
            title = box.children[0].astext() if box["kind"] == "graded-exercise" else ""
            body = tuple(_alone(child) for child in fold.children[1:])
            found.append(Kept(box["ids"][0], box["kind"], title, body))
    if found:
        answers_of(app.env).kept[app.env.docname] = found


def _alone(node: nodes.Node) -> nodes.Node:
    """Return a copy that leads to no document: the environment would keep all of it."""
    made = node.deepcopy()
    for each in made.findall():
        each.document = None  # type: ignore[assignment]
        if isinstance(each, nodes.Element):
            each["ids"] = []
    return made


def purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Handle `env-purge-doc`."""
    known = answers_of(env)
    known.kept.pop(docname, None)
    known.places.discard(docname)


def merge(
    _app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment
) -> None:
    """Handle `env-merge-info` of a parallel read."""
    own, theirs, read = answers_of(env), answers_of(other), set(docnames)
    own.kept.update({name: kept for name, kept in theirs.kept.items() if name in read})
    own.places |= theirs.places & read


def renew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle `env-updated`, which is only emitted when pages were read: write the answers again."""
    del app
    return sorted(answers_of(env).places & set(env.all_docs))


DIRECTIVES: dict[str, Any] = {"answers": AnswersPlace}


def setup(app: Sphinx) -> None:
    """Connect the events."""
    app.connect("doctree-read", keep)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", renew)
