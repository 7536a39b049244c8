"""Registers the PDF builder with Sphinx; only our own builds load it."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from build_tools.builders.merge import put_in_order
from build_tools.builders.pdf.builder import BookPDFBuilder


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point."""
    app.add_builder(BookPDFBuilder)
    # Before the listeners that number sections and collect citations.
    app.connect("env-updated", put_in_order, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
