"""A diagram made of pixels, which blurs in print and cannot follow the dark scheme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from build_tools.checks.context import Context
from build_tools.checks.figures import figures
from build_tools.checks.finding import Finding
from build_tools.checks.rule import Rule
from build_tools.checks.source.facts import Facts
from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity

# Photographs are JPEG or WebP; these formats hold drawings.
DRAWINGS = frozenset({".png", ".gif", ".bmp", ".tif", ".tiff"})


def check(page: Facts, _context: Context) -> Iterator[Finding]:
    """Report PNG and the like as figures, unless the class `screenshot` or `photograph` says why."""
    for figure in figures(page):
        suffix = PurePosixPath(figure.argument.strip()).suffix.lower()
        if suffix in DRAWINGS and not {"screenshot", "photograph"} & set(
            figure.option("class").split()
        ):
            yield Finding(
                Code.FIGURE_RASTER,
                f"'{figure.argument.strip()}' is a drawing made of pixels",
                "Draw it by {plot} or as SVG; a screenshot or a photograph says so by :class:.",
                figure.line,
                figure.column,
            )


RULE = Rule({Code.FIGURE_RASTER: Severity.WARNING}, check, elsewhere=Severity.HINT)
