"""Registers the EPUB builder and its writer with Sphinx; only our own builds load it."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from build_tools.builders.epub.builder import BookEPUBBuilder
from build_tools.builders.epub.rawimages import note_images
from build_tools.builders.epub.writer import EPUBTranslator
from build_tools.builders.jupyterbook import PAPER_TYPES
from build_tools.builders.merge import put_in_order


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point."""
    app.add_builder(BookEPUBBuilder)
    # Before the listeners that number sections and collect citations.
    app.connect("env-updated", put_in_order, priority=1)
    app.connect("config-inited", _prefer_pictures)
    app.connect("doctree-read", note_images)
    app.connect("builder-inited", _own_writer, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _prefer_pictures(_app: Sphinx, config: Any) -> None:
    # As on paper, there is no script in the book.
    given = config.nb_mime_priority_overrides or ()
    ranks = ((BookEPUBBuilder.name, mime, rank) for rank, mime in enumerate(PAPER_TYPES, start=1))
    config.nb_mime_priority_overrides = [*given, *ranks]


def _own_writer(app: Sphinx) -> None:
    # Last: themes wrap the writer of every builder of this format in theirs, which adds scroll boxes.
    app.registry.translators[BookEPUBBuilder.name] = EPUBTranslator
