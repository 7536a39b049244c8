"""`IPython.display`, as far as cells in books use it → MIME bundles for the page.

IPython itself is larger than all else that a page loads, and its terminal, history and debugger mean nothing
there. `evidence` and Matplotlib ask for `get_ipython`, cells for `display`, `HTML` and their kin.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

Bundle = dict[str, Any]
_METHODS = {
    "_repr_html_": "text/html",
    "_repr_svg_": "image/svg+xml",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
}


def bundle(value: object) -> Bundle:
    """Return what `value` says of itself: its text and every richer form that it has."""
    found: Bundle = {}
    for method, mime in _METHODS.items():
        form = getattr(type(value), method, None)
        if form is None:
            continue
        data = form(value)
        if isinstance(data, tuple):  # with metadata, as IPython allows
            data = data[0]
        if data is not None:
            found[mime] = data
    found["text/plain"] = repr(value)
    return found


class Rich:
    """Text of one MIME type, which displays as such; the base of HTML, SVG, Markdown and the like."""

    mime = "text/plain"

    def __init__(self, data: str) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


def _rich(name: str, mime: str, method: str) -> type[Rich]:
    return type(name, (Rich,), {"mime": mime, method: lambda self: self.data})


class Events:
    """Accepts and never calls what libraries register: a page draws figures itself after each cell."""

    def register(self, _event: str, _call: Callable[..., object]) -> None:
        """Take note of nothing."""


class Interactive:
    """What `get_ipython()` returns."""

    events = Events()


def _keep(wait: bool = False) -> None:
    """Clear nothing: what a cell has shown stays until it runs again."""


def install(show: Callable[[Bundle], object]) -> None:
    """Register the module `IPython`, whose `display` calls `show` with a bundle for each value."""
    shell = Interactive()

    def display(*values: object, raw: bool = False, **_options: object) -> None:
        for value in values:
            show(value if raw and isinstance(value, dict) else bundle(value))

    module, part = ModuleType("IPython"), ModuleType("IPython.display")
    for name, mime, method in (
        ("HTML", "text/html", "_repr_html_"),
        ("SVG", "image/svg+xml", "_repr_svg_"),
        ("Markdown", "text/markdown", "_repr_markdown_"),
        ("Latex", "text/latex", "_repr_latex_"),
        ("Math", "text/latex", "_repr_latex_"),
    ):
        setattr(part, name, _rich(name, mime, method))
    part.display = display  # type: ignore[attr-defined]
    part.clear_output = _keep  # type: ignore[attr-defined]
    module.display = part  # type: ignore[attr-defined]
    module.get_ipython = lambda: shell  # type: ignore[attr-defined]
    module.version_info = (9, 0, 0)  # type: ignore[attr-defined]
    module.__version__ = "9.0.0"  # type: ignore[attr-defined]
    # Matplotlib asks which windows IPython can open: none.
    core, tools = ModuleType("IPython.core"), ModuleType("IPython.core.pylabtools")
    tools.backend2gui = {}  # type: ignore[attr-defined]
    for each in (module, part, core, tools):
        sys.modules[each.__name__] = each
