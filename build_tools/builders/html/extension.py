"""Registers the HTML builder and what it needs with Sphinx; only our own builds load it."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from build_tools.builders.html.builder import BookHTMLBuilder
from build_tools.builders.html.context import add_page_context
from build_tools.builders.html.laboratory import add_laboratory, number_cells, prepare
from build_tools.builders.html.languages import add_languages, note_languages
from build_tools.builders.html.whole import STATIC
from build_tools.builders.merge import put_in_order
from build_tools.builders.unchanged import remember_citations, remember_figure_numbers

# Set by the adapter whether or not an extension declares them; declared here when none does.
_SETTINGS = ("book", "edition", "editions", "profile", "project")


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point."""
    app.add_builder(BookHTMLBuilder)
    app.connect("config-inited", remember_figure_numbers)
    app.connect("builder-inited", remember_citations)
    # After the themes' own listeners, whose menus it adds to.
    app.connect("html-page-context", add_page_context, priority=900)
    app.config.html_static_path.append(str(STATIC))
    # Before the listeners that number sections and collect citations.
    app.connect("env-updated", put_in_order, priority=1)
    app.add_config_value("mlsysbook_lab_folder", "", "html")
    # When all settings are known, and before Sphinx asks whether they are those of the last build.
    app.connect("config-inited", prepare, priority=900)
    app.connect("doctree-resolved", number_cells)
    app.connect("html-page-context", add_laboratory, priority=910)
    app.add_config_value("mlsysbook_translated", [], "html")
    app.connect("config-inited", note_languages, priority=900)
    app.connect("html-page-context", add_languages)
    for name in _SETTINGS:
        if f"mlsysbook_{name}" not in app.config:
            app.add_config_value(f"mlsysbook_{name}", None, "")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
