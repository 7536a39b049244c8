"""The kinds of boxes, in one table: their names, words, nodes and numbering."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.sphinxext.apparatus import nodes


@dataclass(frozen=True)
class Kind:
    """What sets one kind of box apart.

    `name` is that of its directive and of its CSS class; `word` stands before its title or, untitled, as
    its title; `titled` asks for a title; `numbered` counts it within the chapter and shows the number.
    """

    name: str
    word: str
    node: type[nodes.ml_box] = nodes.ml_box
    titled: bool = False
    numbered: bool = False
    tag: str = "div"

    @property
    def counter(self) -> str:
        """What Sphinx counts these boxes under; sphinx-proof counts `definition` of its own."""
        return f"ml-{self.name}"

    @property
    def referable(self) -> bool:
        """Whether Sphinx counts it and `{ref}` prints its title: both go by the class of the node."""
        return self.node is not nodes.ml_box and (self.titled or self.numbered)


def _table(*kinds: Kind) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds}


KINDS = _table(
    Kind("question", "The question"),
    Kind("objectives", "What you will be able to do"),
    Kind("prerequisites", "Before you start"),
    Kind("retrieval", "Recall"),
    Kind("experiment", "Experiment", nodes.ml_experiment, titled=True, numbered=True),
    Kind("predict", "Predict", nodes.ml_predict),
    Kind("worked-example", "Worked example", nodes.ml_worked_example, titled=True, numbered=True),
    Kind("step", "Step"),
    Kind("definition", "Definition", nodes.ml_definition, titled=True, numbered=True),
    Kind("key-idea", "Key idea", nodes.ml_key_idea, titled=True, numbered=True),
    Kind("fallacy", "Fallacy", nodes.ml_fallacy, titled=True),
    Kind("pitfall", "Pitfall", nodes.ml_pitfall, titled=True),
    Kind("decision", "Decision"),
    Kind("rubric", "How it is judged"),
    Kind("graded-exercise", "Exercise", nodes.ml_graded_exercise, titled=True, numbered=True),
    Kind("quiz", "Check your understanding"),
    Kind("deck", "Questions that come back"),
    Kind("answers", ""),
    Kind("quiz-item", "Question", nodes.ml_quiz_item, numbered=True),
    Kind("aside", "", tag="aside"),
)
