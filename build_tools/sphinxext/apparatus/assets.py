"""The style sheet and the script that boxes need → the pages of an HTML build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from build_tools.sphinxext.context import context_of

FOLDER = Path(__file__).parents[1] / "static"
STYLE = "apparatus.css"
SCRIPT = "predict.js"


def serve(app: Sphinx) -> None:
    """Handle `builder-inited`: let the build copy our files."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(FOLDER))
        app.add_css_file(STYLE)


def ask(app: Sphinx, page: str, *_about: Any) -> None:
    """Handle `html-page-context`: only a page with a prediction loads the script."""
    if page in context_of(app).asking:
        app.add_js_file(SCRIPT, defer="defer")


def setup(app: Sphinx) -> None:
    """Connect both."""
    app.connect("builder-inited", serve)
    app.connect("html-page-context", ask)
