"""The style sheet and the script that boxes need → the pages of an HTML build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from build_tools.sphinxext.apparatus.nodes import ml_predict
from build_tools.sphinxext.plot import variant_of

FOLDER = Path(__file__).parents[1] / "static"
STYLE = "apparatus.css"
SCRIPT = "predict.js"


def serve(app: Sphinx) -> None:
    """Handle `builder-inited`: let the build copy our files."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(FOLDER))
        app.add_css_file(STYLE)


def ask(
    app: Sphinx,
    _page: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle `html-page-context`: only a page with a prediction loads the script."""
    if (
        doctree is not None
        and variant_of(app.builder) == "screen"
        and any(doctree.findall(ml_predict))
    ):
        app.add_js_file(SCRIPT, defer="defer")


def setup(app: Sphinx) -> None:
    """Connect both."""
    app.connect("builder-inited", serve)
    app.connect("html-page-context", ask)
