"""What the page's script grades by → a JSON island in each box, on screen only."""

from __future__ import annotations

import json

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.sphinxext.apparatus.nodes import ml_box
from build_tools.sphinxext.context import context_of
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform


class Islands(OurPostTransform):
    """Adds them."""

    default_priority = 9

    def work(self) -> None:
        """Visit the boxes of the page that have something to grade."""
        if variant_of(self.app.builder) != "screen":
            return
        for node in self.document.findall(ml_box):
            if "practice" in node:
                node += nodes.raw("", island(node["practice"]), format="html")
                context_of(self.app).practicing.add(self.env.docname)


def island(data: str) -> str:
    """Return JSON as an element that nothing in the text can close."""
    text = json.dumps(json.loads(data), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" class="ml-practice">{text}</script>'


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Islands)
