"""`{optional}` and `{core}`: whether a section can be skipped, and the minutes it takes."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
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


DIRECTIVES = dict.fromkeys(WORDS, Mark)
