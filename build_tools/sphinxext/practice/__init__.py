"""Graded exercises and quizzes on the page: `{graded-exercise}` and `{quiz}`.

Everything is laid out as ordinary nodes, so that a page without script, a PDF and a translator's catalog
hold all of it. On screen a JSON island in each box gives the script what it grades by.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from build_tools.sphinxext.practice import (
    answers,
    deck,
    exercise,
    islands,
    placing,
    printing,
    quiz,
)

DIRECTIVES: dict[str, type[Directive]] = {
    **exercise.DIRECTIVES,
    **quiz.DIRECTIVES,
    **deck.DIRECTIVES,
    **answers.DIRECTIVES,
}


def setup(app: Sphinx) -> None:
    """Register the transforms; the directives are registered by the extension."""
    for module in (placing, islands, answers, printing):
        module.setup(app)
