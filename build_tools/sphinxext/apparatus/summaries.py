"""Lines whose every word is ours → text in the language of the page: summaries of folds, minutes, marks."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.sphinxext.apparatus.nodes import (
    ml_fold,
    ml_fold_summary,
    ml_section_mark,
    ml_timing,
)
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform
from build_tools.sphinxext.words import word

MINUTES = {"reading": "Reading %s min", "doing": "Doing %s min", "": "%s min"}


class Summaries(OurPostTransform):
    """Writes them in every format."""

    default_priority = 200  # after whatever folds

    def work(self) -> None:
        """Visit the page."""
        for node in list(self.document.findall(_ours)):
            assert isinstance(node, nodes.Element)
            minutes: dict[str, int] = node.get("minutes", {})
            spent = [str(word(MINUTES[kind])) % number for kind, number in minutes.items()]
            said = [_said(node)] if "word" in node else []
            node += nodes.Text(" · ".join([*said, *spent]))
            if isinstance(node, ml_section_mark) and isinstance(node.parent, nodes.section):
                # So that a style sheet can set the whole section apart.
                node.parent["classes"].append(f"ml-section-{node['word'].lower()}")


class Unfold(OurPostTransform):
    """Lays folds open wherever a reader cannot: on paper, in an e-book, in plain text."""

    default_priority = 201  # after the summaries are written

    def work(self) -> None:
        """Visit the folds of the page."""
        if variant_of(self.app.builder) == "screen":
            return
        for node in list(self.document.findall(ml_fold)):
            summary, *body = node.children
            assert isinstance(summary, ml_fold_summary)
            label = nodes.paragraph("", "", *summary.children, classes=summary["classes"])
            # What invites to a fold says nothing where there is none; "Answer" does.
            head = [] if "ml-faded" in node["classes"] else [label]
            node.replace_self(nodes.container("", *head, *body))


def _said(node: nodes.Element) -> str:
    text = str(word(node["word"]))
    return text % node["number"] if "number" in node else text


def _ours(node: nodes.Node) -> bool:
    return isinstance(node, ml_fold_summary | ml_timing | ml_section_mark)


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(Summaries)
    app.add_post_transform(Unfold)
