"""What the page's script grades by → a JSON island in each box, on screen only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.exercise import Library
from build_tools.sphinxext.apparatus.nodes import ml_box
from build_tools.sphinxext.practice.deck import Deck, catalog
from build_tools.sphinxext.practice.said import page_words
from build_tools.sphinxext.variant import variant_of
from build_tools.sphinxext.vocabulary import OurPostTransform


class Islands(OurPostTransform):
    """Adds them, and the words of the script to the first."""

    default_priority = 9

    def work(self) -> None:
        """Visit the boxes of the page that have something to grade."""
        if variant_of(self.app.builder) != "screen":
            return
        found = [node for node in self.document.findall(ml_box) if "practice" in node]
        for number, node in enumerate(found):
            data = json.loads(node["practice"])
            if node["kind"] == Deck.kind.name:
                data["chapters"] = catalog(self.env, Library(Path(self.env.srcdir)))
            text = island(data, 'class="ml-practice"')
            if number == 0:
                text += island(page_words(), 'id="ml-practice-words"')
            node += nodes.raw("", text, format="html")


def island(data: dict[str, Any], attribute: str) -> str:
    """Return JSON as an element that nothing in the text can close."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" {attribute}>{text}</script>'


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Islands)
