"""`{experiment}` … `{experiment-end}` → one box with its cells, predict-first, and a line of provenance.

A directive cannot hold code cells, so the two mark the ends and a transform gathers what stands between.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from build_tools.core.codes import Code
from build_tools.sphinxext.apparatus.box import Box
from build_tools.sphinxext.apparatus.folding import folded
from build_tools.sphinxext.apparatus.kinds import KINDS
from build_tools.sphinxext.apparatus.nodes import (
    ml_box,
    ml_experiment,
    ml_experiment_end,
    ml_predict,
    ml_provenance,
)
from build_tools.sphinxext.plot import plot
from build_tools.sphinxext.report import warn
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform
from build_tools.sphinxext.watch import watch

# Options of {experiment} and the words before them, in the order in which they are shown.
FIELDS = {
    "question": "Question",
    "varies": "Varies",
    "fixed": "Held fixed",
    "repeats": "Repeats",
    "shows-not": "Does not show",
}


MARKS = (ml_experiment, ml_experiment_end)


class Experiment(Box):
    """Opens an experiment."""

    kind = KINDS["experiment"]
    option_spec: ClassVar[Any] = {
        **Box.option_spec,
        **dict.fromkeys(FIELDS, directives.unchanged_required),
    }

    def lead(self, node: ml_box) -> None:
        """Add the design of the experiment, line by line; its last line comes from the page's records."""
        watch(self.env, "records", self.env.docname)
        given = [name for name in FIELDS if name in self.options]
        if given:
            lines = [self.field(FIELDS[name], self.options[name], name) for name in given]
            node += nodes.container("", *lines, classes=["ml-fields"])


class ExperimentEnd(SphinxDirective):
    """Closes it."""

    def run(self) -> list[nodes.Node]:
        """Return the mark."""
        node = ml_experiment_end()
        self.set_source_info(node)
        return [node]


class Gather(SphinxTransform):
    """Moves what stands between the two marks into the box."""

    # Before Sphinx's Locale (20), which translates the texts wherever they stand.
    default_priority = 15

    def apply(self, **_kwargs: Any) -> None:
        """Visit the experiments of the page, then the ends that belong to none."""
        marks = [each for each in self.document.findall() if isinstance(each, MARKS)]
        for node in marks:
            if isinstance(node, ml_experiment):
                self._gather(node)
        for node in marks:
            if isinstance(node, ml_experiment_end) and node.parent is not None:
                warn(
                    Code.DIRECTIVE_INVALID,
                    "this {experiment-end} closes no {experiment}",
                    "Remove it, or put both at the same level of one section.",
                    node,
                )
                node.parent.remove(node)

    def _gather(self, node: ml_experiment) -> None:
        parent = node.parent
        start = parent.index(node) + 1
        for position in range(start, len(parent.children)):
            child = parent.children[position]
            if isinstance(child, ml_experiment):
                break
            if isinstance(child, ml_experiment_end):
                inside = parent.children[start:position]
                del parent.children[start : position + 1]
                child.parent = None
                line = ml_provenance("", "", classes=["ml-provenance"], translatable=False)
                node += [*inside, line]
                _mark_plots(node)
                return
        warn(
            Code.DIRECTIVE_INVALID,
            "this {experiment} has no {experiment-end}",
            "Close it in the same section, before any heading and the next experiment.",
            node,
        )


def _mark_plots(node: ml_experiment) -> None:
    """Wrap the figures of a box with a prediction, so that they fold like the outputs they show."""
    if not any(node.findall(ml_predict)):
        return
    for drawn in list(node.findall(plot)):
        figure = drawn.parent
        wrapper = nodes.container(nb_element="cell_code_output", classes=["ml-drawn"])
        # Not replace_self, which would give the wrapper the figure's id as well.
        place = figure.parent
        place[place.index(figure)] = wrapper
        wrapper += figure


class PredictFirst(OurPostTransform):
    """On screen, folds the outputs and figures that follow a prediction."""

    default_priority = 198  # before myst-nb folds the outputs of hidden cells (199)

    def work(self) -> None:
        """Visit the experiments of the page."""
        if variant_of(self.app.builder) != "screen":
            return
        for node in self.document.findall(ml_experiment):
            revealed = False
            for each in list(node.findall(nodes.Element)):
                if isinstance(each, ml_predict):
                    revealed = True
                elif revealed and _is_result(each):
                    each.children = [folded(each.children, "Show the result", "ml-result")]
                    each.setup_child(each.children[0])


def _is_result(node: nodes.Element) -> bool:
    if node.get("nb_element") == "cell_code_output":
        hidden = node.parent.get("hide_mode") if isinstance(node.parent, nodes.Element) else None
        return hidden not in ("all", "output", "input+output")
    return False


DIRECTIVES = {"experiment": Experiment, "experiment-end": ExperimentEnd}


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(Gather)
    app.add_post_transform(PredictFirst)
