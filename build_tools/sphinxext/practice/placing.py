"""All quizzes of a page → each question in one place, with its anchor."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from build_tools.core.codes import Code
from build_tools.sphinxext.apparatus.nodes import ml_box_title, ml_quiz_item
from build_tools.sphinxext.practice.quiz import is_quiz
from build_tools.sphinxext.report import warn


class Place(SphinxTransform):
    """Takes questions that are asked by name out of the quiz that asks the rest."""

    default_priority = 14

    def apply(self, **_kwargs: Any) -> None:
        """Visit the quizzes of the page: those that name their questions first."""
        quizzes = [each for each in self.document.findall(nodes.container) if is_quiz(each)]
        placed: set[str] = set()
        for quiz in sorted(quizzes, key=lambda each: bool(each["rest"])):
            for item in list(quiz.findall(ml_quiz_item)):
                if item["item"] not in placed:
                    placed.add(item["item"])
                    self._anchor(item)
                    continue
                if not quiz["rest"]:
                    warn(
                        Code.DIRECTIVE_INVALID,
                        f"the item '{item['item']}' is asked twice on this page",
                        "Name it in one quiz only.",
                        quiz,
                    )
                quiz.remove(item)
            if not any(quiz.findall(ml_quiz_item)):
                quiz.parent.remove(quiz)

    def _anchor(self, item: ml_quiz_item) -> None:
        item["ids"] = [item["label"]]
        self.document.ids[item["label"]] = item
        for title in item.findall(ml_box_title):
            title["ids"] = [f"{item['label']}-title"]
            break


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(Place)
