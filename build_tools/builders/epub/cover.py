"""A book's title and author → the cover as PNG, drawn by Matplotlib.

A raster image, since shops and shelves of reading apps show no SVG.
"""

from __future__ import annotations

import math
import textwrap
from io import BytesIO
from pathlib import Path
from typing import Any

from build_tools.sphinxext.figures import fonts, style

# 1600 by 2560, which shops ask for.
_INCHES, _DPI = (6.4, 10.24), 250
_PAGE, _INK, _QUIET = "#fdfbf7", "#1d1b18", "#55504a"
# The accents of the parts, as on the site.
_ACCENTS = ("#1b5c8a", "#7d5200", "#a0371c", "#1a664c", "#70397c", "#3f4c9c")


def cover(title: str, author: str, language: str, root: Path, cache: Path) -> bytes:
    """Return the picture. `root` is where npm may have put the fonts, `cache` where they are converted."""
    # Half a second to import, and only for this.
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    head, _, tail = title.partition(": ")
    with mpl.rc_context({**mpl.rcParamsDefault, "font.family": _families(language, root, cache)}):
        figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor=_PAGE)
        canvas = FigureCanvasAgg(figure)
        _waves(figure)
        size, lines = _set(head, 40, 0.84)
        figure.text(
            0.08, 0.93, lines, size=size, weight="bold", color=_INK, va="top", linespacing=1.1
        )
        height = size * 1.2 * (lines.count("\n") + 1) / 72 / _INCHES[1]
        if tail:
            size, lines = _set(tail, 18, 0.84)
            below = 0.93 - height - 0.02
            figure.text(0.08, below, lines, size=size, color=_QUIET, va="top", linespacing=1.3)
        if author:
            size, lines = _set(author, 15, 0.84)
            figure.text(0.08, 0.06, lines, size=size, color=_QUIET, va="bottom")
        buffer = BytesIO()
        # Without the version of Matplotlib: the same cover gives the same bytes.
        canvas.print_png(  # type: ignore[no-untyped-call]
            buffer, metadata={"Software": None}
        )
    return buffer.getvalue()


def _families(language: str, root: Path, cache: Path) -> list[str]:
    from matplotlib import font_manager

    for source in fonts.sources(root):
        font_manager.fontManager.addfont(fonts.truetype(source, cache))
    known = {face.name for face in font_manager.fontManager.ttflist}
    return [name for name in style.families(language) if name in known]


def _set(text: str, size: float, share: float) -> tuple[float, str]:
    """Return the largest size up to `size` points at which no word is wider than `share` of the page."""
    wide = [2 if ord(char) > 0x2E80 else 1 for char in text]
    longest = (
        max((len(word) for word in text.split()), default=1) if max(wide, default=1) == 1 else 6
    )
    room = share * _INCHES[0] * 72
    while size > 10 and longest * size * 0.62 > room:
        size -= 1
    columns = max(6, int(room / (size * 0.56 * (sum(wide) / max(len(wide), 1)))))
    return size, "\n".join(textwrap.wrap(text, columns)) or " "


def _waves(figure: Any) -> None:
    """Draw six distributions with ever longer tails, one above the other, in the parts' colors."""
    axes = figure.add_axes((0, 0.14, 1, 0.42))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.2, 6.6)
    points = [(number + 1) / 400 for number in range(400)]
    for row, color in enumerate(_ACCENTS):
        spread, middle = 0.16 + 0.09 * row, 0.3
        values = [
            math.exp(-((math.log(x / middle)) ** 2) / (2 * spread**2)) * (1.5 - 0.07 * row)
            for x in points
        ]
        base = 5 - row
        axes.fill_between(points, base, [base + y for y in values], color=color, alpha=0.16, lw=0)
        axes.plot(points, [base + y for y in values], color=color, lw=2)
