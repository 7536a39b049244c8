"""The apparatus of a chapter: the boxes that hold its questions, experiments, examples and ideas.

Every directive makes semantic nodes; `nodes` says how they look in HTML. In every other format they
fall back to what they derive from, containers and paragraphs, so that no builder needs to know them.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from build_tools.sphinxext.apparatus import (
    assets,
    decision,
    evidence,
    experiment,
    headings,
    idea,
    nodes,
    opening,
    predict,
    section,
    summaries,
    terms,
    worked,
)

DIRECTIVES: dict[str, type[Directive]] = {
    name: directive
    for family in (opening, experiment, predict, worked, idea, decision, section)
    for name, directive in family.DIRECTIVES.items()
}


def setup(app: Sphinx) -> None:
    """Register nodes, transforms and files; the directives are registered by the extension."""
    for module in (nodes, headings, experiment, predict, evidence, summaries, terms, assets):
        module.setup(app)
