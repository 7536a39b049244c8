"""How a chapter opens: `{question}`, `{objectives}`, `{prerequisites}`, and `{retrieval}` with `{answer}`."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from build_tools.sphinxext.apparatus.box import Box, minutes
from build_tools.sphinxext.apparatus.folding import folded
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import ml_box, ml_timing


class Question(Box):
    """The engineering question of a chapter and the failure that makes it matter."""

    kind = KINDS["question"]


class Objectives(Box):
    """Learning objectives, a list, with the minutes that reading and doing take."""

    kind = KINDS["objectives"]
    option_spec: ClassVar[Any] = {**Box.option_spec, "reading": minutes, "doing": minutes}

    def lead(self, node: ml_box) -> None:
        """Add the line of minutes."""
        spent = {key: self.options[key] for key in ("reading", "doing") if key in self.options}
        if spent:
            node += ml_timing("", "", minutes=spent, classes=["ml-timing"], translatable=False)

    def run(self) -> list[nodes.Node]:
        """Return the box, which must hold a list."""
        node = self.make()
        if not any(isinstance(each, nodes.bullet_list | nodes.enumerated_list) for each in node):
            self.invalid("'objectives' holds no list", "Write one list item for each objective.")
        return [node]


class Prerequisites(Box):
    """What a reader should know, with references."""

    kind = KINDS["prerequisites"]


class Retrieval(Box):
    """Questions from earlier chapters, each a list item."""

    kind = KINDS["retrieval"]


class Answer(SphinxDirective):
    """An answer, folded away."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the fold."""
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        node = folded(body.children, "Answer", "ml-answer")
        self.set_source_info(node)
        return [node]


DIRECTIVES = {
    "question": Question,
    "objectives": Objectives,
    "prerequisites": Prerequisites,
    "retrieval": Retrieval,
    "answer": Answer,
}
