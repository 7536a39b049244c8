"""Mathematics at build time: TeX in pages → MathML (or SVG, or spoken words), without a script in the page.

`setup` registers a math renderer by Sphinx's own mechanism. A renderer that is registered beside MathJax
is chosen by itself, in our builders and in plain `jupyter-book build` alike, and MathJax's script then stays
out of the pages; a book that wants MathJax in the browser says `html_math_renderer: mathjax`.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from build_tools.sphinxext.math import session as events
from build_tools.sphinxext.math.formula import Formula, Kind, TexError, TexSettings, Typeset
from build_tools.sphinxext.math.html import MathVisitors, drawing, mathml
from build_tools.sphinxext.math.session import RENDERER, MathSession
from build_tools.sphinxext.math.store import FormulaStore
from build_tools.sphinxext.math.typeset import typeset

__all__ = [
    "Formula",
    "FormulaStore",
    "Kind",
    "MathSession",
    "TexError",
    "TexSettings",
    "Typeset",
    "drawing",
    "mathml",
    "setup",
    "typeset",
]

STATIC = Path(__file__).parents[1] / "static"


def setup(app: Sphinx) -> dict[str, bool | int]:
    """Register the renderer, its style sheet and font, and what collects formulas."""
    session = MathSession()
    visitors = MathVisitors(session)
    app.add_html_math_renderer(RENDERER, (visitors.inline, None), (visitors.display, None))
    app.connect("config-inited", _choose)
    app.connect("builder-inited", session.open, priority=600)
    # Before Sphinx copies titles into tables of contents (500).
    app.connect("doctree-read", events.collect, priority=400)
    app.connect("env-purge-doc", events.purge)
    app.connect("env-merge-info", events.merge)
    app.connect("write-started", session.prime)
    app.add_css_file("math.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}


def _choose(_app: Sphinx, config: Config) -> None:
    # With a third renderer loaded (imgmath, say) Sphinx would choose none.
    if config.html_math_renderer is None:
        config.html_math_renderer = RENDERER
    if str(STATIC) not in config.html_static_path:
        config.html_static_path.append(str(STATIC))
