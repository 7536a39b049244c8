"""Translated pages: comments in code, what is left in English and says so, formulas that stay as they are."""

from __future__ import annotations

from sphinx.application import Sphinx

from build_tools.sphinxext.translation import captions, comments, progress, untranslatable


def setup(app: Sphinx) -> None:
    """Register the transforms of this package."""
    for module in (untranslatable, comments, captions, progress):
        module.setup(app)
