"""Displayed formulas → not for translators.

Sphinx puts them into catalogs, and parses what comes back as text: an edition printed `[::]` in place of an
equation. A formula reads the same in every language.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class KeepFormulas(SphinxTransform):
    """Marks every displayed formula as not translatable."""

    default_priority = 5  # before Sphinx keeps the original messages (10) and replaces them (20)

    def apply(self, **_kwargs: Any) -> None:
        """Visit the formulas of the page."""
        for node in self.document.findall(nodes.math_block):
            node["translatable"] = False


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(KeepFormulas)
