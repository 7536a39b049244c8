"""Lines whose every word is ours → text in the language of the page: summaries of folds, minutes, marks."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.sphinxext.apparatus.nodes import (
    ml_fold,
    ml_fold_summary,
    ml_section_mark,
    ml_timing,
)
from build_tools.sphinxext.plot import variant_of
from build_tools.sphinxext.words import word

MINUTES = {"reading": "Reading %s min", "doing": "Doing %s min", "": "%s min"}


class Summaries(SphinxPostTransform):
    """Writes them in every format."""

    default_priority = 200  # after whatever folds

    def run(self, **_kwargs: Any) -> None:
        """Visit the page."""
        if self.app.builder.name == "gettext":
            return
        for node in list(self.document.findall(_ours)):
            assert isinstance(node, nodes.Element)
            minutes: dict[str, int] = node.get("minutes", {})
            spent = [str(word(MINUTES[kind])) % number for kind, number in minutes.items()]
            said = [str(word(node["word"]))] if "word" in node else []
            node += nodes.Text(" · ".join([*said, *spent]))


class Unfold(SphinxPostTransform):
    """Lays folds open wherever a reader cannot: on paper, in an e-book, in plain text."""

    default_priority = 201  # after the summaries are written

    def run(self, **_kwargs: Any) -> None:
        """Visit the folds of the page."""
        if self.app.builder.name == "gettext" or variant_of(self.app.builder) == "screen":
            return
        for node in list(self.document.findall(ml_fold)):
            summary, *body = node.children
            assert isinstance(summary, ml_fold_summary)
            label = nodes.paragraph("", "", *summary.children, classes=summary["classes"])
            # What invites to a fold says nothing where there is none; "Answer" does.
            head = [] if "ml-faded" in node["classes"] else [label]
            node.replace_self(nodes.container("", *head, *body))


def _ours(node: nodes.Node) -> bool:
    return isinstance(node, ml_fold_summary | ml_timing | ml_section_mark)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(Summaries)
    app.add_post_transform(Unfold)
