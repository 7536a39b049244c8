"""A page → whether it holds anything of our vocabulary, found out once for all of our post-transforms.

A book of somebody else's holds none, and a walk over a page's tree takes a millisecond or two: eight
transforms that each look for their nodes would cost it a noticeable part of its build.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class Ours:
    """Mixed into the nodes of our vocabulary."""


class OurPostTransform(SphinxPostTransform):
    """A post-transform that runs on pages with nodes of ours, and never for translators' catalogs."""

    def run(self, **_kwargs: Any) -> None:
        """Run `work` where there is any."""
        if self.app.builder.name != "gettext" and present(self.document):
            self.work()

    def work(self) -> None:
        """Change the page."""
        raise NotImplementedError


def present(document: nodes.document) -> bool:
    """Tell whether the tree held a node of ours when this was first asked of it."""
    known: bool | None = getattr(document, "mlsysbook_present", None)
    if known is None:
        known = any(isinstance(node, Ours) for node in document.findall())
        document.mlsysbook_present = known  # type: ignore[attr-defined]
    return known
