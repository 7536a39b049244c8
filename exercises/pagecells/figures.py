"""Matplotlib's open figures → SVG for the page, after each cell and at `plt.show()`."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable
from typing import Any

MIME = "image/svg+xml"


def prepare() -> None:
    """Choose the backend that draws SVG; called before any cell can import Matplotlib."""
    os.environ["MPLBACKEND"] = "svg"
    # Its first import says that it looks for fonts; nothing in the cell asked to hear of it.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def publish(show: Callable[[dict[str, Any]], object]) -> None:
    """Show every open figure and close it; without Matplotlib in use, do nothing."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    # Text stays text, in the page's own font; and a figure drawn twice has the same bytes.
    settings = {"svg.fonttype": "none", "svg.hashsalt": "mlsysbook"}
    with pyplot.rc_context(settings):
        for number in pyplot.get_fignums():
            stream = io.StringIO()
            pyplot.figure(number).savefig(stream, format="svg", metadata={"Date": None})
            text = stream.getvalue()
            show({MIME: text[text.index("<svg") :], "text/plain": f"<Figure {number}>"})
    pyplot.close("all")


def hook(show: Callable[[dict[str, Any]], object]) -> None:
    """Let `plt.show()` do the same once Matplotlib has been imported."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and not getattr(pyplot.show, "ours", False):

        def shown(*_arguments: object, **_options: object) -> None:
            publish(show)

        shown.ours = True  # type: ignore[attr-defined]
        pyplot.show = shown
