"""The one style sheet of all figures: widths, colors and Matplotlib's settings.

A script makes no style calls. What it draws in the colors below follows the page into dark mode, because
`svg` replaces each by a CSS variable; any other color stays as it is in both.
"""

from __future__ import annotations

from typing import Any

# Inches. On paper the text is 110 mm wide and the note margin 38 mm; `wide` reaches across both.
WIDTHS = {"text": 4.6, "margin": 1.5, "wide": 6.3}
PROPORTION = 0.6

INK, MUTED, GRID, PAPER = "#1b1b1b", "#5a5a5a", "#d8d8d4", "#ffffff"

# Okabe and Ito, "Color universal design" (2008), ordered by contrast with a white page.
DATA = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442")
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)))

# What each color is called in the pages' style sheet. `black` and `white` are what scripts write by habit.
VARIABLES = {
    INK: "--fig-ink",
    "#000000": "--fig-ink",
    MUTED: "--fig-muted",
    "#808080": "--fig-muted",
    GRID: "--fig-grid",
    PAPER: "--fig-paper",
    **{color: f"--fig-c{number}" for number, color in enumerate(DATA, start=1)},
}

FAMILY = "Source Sans 3"
# Matplotlib finds a collection under the name of its first face: all four languages are in each file.
CJK = {
    "zh": ("Noto Sans CJK SC", "Noto Sans CJK JP"),
    "ja": ("Noto Sans CJK JP",),
    "ko": ("Noto Sans CJK KR", "Noto Sans CJK JP"),
}
FALLBACK = "DejaVu Sans"


def families(language: str) -> tuple[str, ...]:
    """Return the font families of a language's labels, in order of preference."""
    return (FAMILY, *CJK.get(language[:2], ()), FALLBACK)


def settings(width: float, fonts: list[str]) -> dict[str, Any]:
    """Return Matplotlib's rcParams for a figure `width` inches wide, set in `fonts`."""
    size = 8.5 if width > WIDTHS["margin"] else 8.0
    return {
        "figure.figsize": (width, width * PROPORTION),
        "figure.constrained_layout.use": True,
        "figure.facecolor": "none",
        "savefig.facecolor": "none",
        "svg.fonttype": "none",
        "font.family": fonts,
        "font.size": size,
        "mathtext.fontset": "custom",
        "mathtext.rm": fonts[0],
        "mathtext.it": f"{fonts[0]}:italic",
        "mathtext.bf": f"{fonts[0]}:bold",
        "mathtext.cal": fonts[0],
        # Computer Modern keeps its symbols at code points of its own, which no other font shows.
        "mathtext.fallback": "stixsans",
        "mathtext.sf": fonts[0],
        "axes.titlesize": size,
        "axes.labelsize": size,
        "xtick.labelsize": size - 0.5,
        "ytick.labelsize": size - 0.5,
        "legend.fontsize": size - 0.5,
        "legend.frameon": False,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.titlecolor": INK,
        "axes.edgecolor": MUTED,
        "axes.facecolor": "none",
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.prop_cycle": _cycle(),
        "axes.unicode_minus": True,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "xtick.minor.width": 0.4,
        "ytick.minor.width": 0.4,
        "grid.color": GRID,
        "grid.linewidth": 0.5,
        "lines.linewidth": 1.4,
        "lines.markersize": 4,
        "patch.linewidth": 0.6,
        "patch.edgecolor": PAPER,
        "hatch.color": INK,
        "hatch.linewidth": 0.5,
        "errorbar.capsize": 2,
        "boxplot.medianprops.color": DATA[1],
        "image.cmap": "cividis",
    }


def _cycle() -> Any:
    # Imported here because this module is read on every build and Matplotlib's package only to draw.
    from cycler import cycler

    return cycler(color=list(DATA)) + cycler(linestyle=list(DASHES))
