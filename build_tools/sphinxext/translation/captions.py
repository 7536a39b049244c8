"""Captions of parts → the language of the edition, before Sphinx takes its table of contents from them."""

from __future__ import annotations

from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from build_tools.translate.localized import words


class TranslateCaptions(SphinxTransform):
    """Visits the tables of contents that `_toc.yml` puts into pages."""

    default_priority = 101  # sphinx-external-toc inserts them at 100

    def apply(self, **_kwargs: Any) -> None:
        """Replace each caption that has a translation."""
        book, language = self.config.mlsysbook_book, str(self.config.language)
        if book is None or len(book.editions) == 1:
            return
        edition = next((each for each in book.editions if each.sphinx == language), None)
        trees = [node for node in self.document.findall(addnodes.toctree) if node.get("caption")]
        if edition is None or not trees:
            return
        known = words(book, edition)
        for node in trees:
            node["caption"] = known.get(node["caption"], node["caption"])


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(TranslateCaptions)
