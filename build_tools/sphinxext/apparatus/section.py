"""`{optional}` and `{core}`: whether a section can be skipped, and the minutes it takes."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from build_tools.sphinxext.apparatus.box import minutes
from build_tools.sphinxext.apparatus.nodes import ml_section_mark

WORDS = {"optional": "Optional", "core": "Core"}


class Mark(SphinxDirective):
    """Either directive; it stands right under the heading that it is about."""

    option_spec: ClassVar[Any] = {"minutes": minutes}

    def run(self) -> list[nodes.Node]:
        """Return the line that says so."""
        spent = {"": self.options["minutes"]} if "minutes" in self.options else {}
        node = ml_section_mark(
            "",
            "",
            word=WORDS[self.name],
            minutes=spent,
            classes=["ml-mark", f"ml-{self.name}"],
            translatable=False,
        )
        self.set_source_info(node)
        return [node]


class MarkSections(SphinxTransform):
    """Gives the section of a mark its class, so that a style sheet can set the whole of it apart."""

    default_priority = 16

    def apply(self, **_kwargs: Any) -> None:
        """Visit the marks of the page."""
        for mark in self.document.findall(ml_section_mark):
            if isinstance(mark.parent, nodes.section):
                mark.parent["classes"].append(f"ml-section-{mark['word'].lower()}")


DIRECTIVES = dict.fromkeys(WORDS, Mark)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(MarkSections)
