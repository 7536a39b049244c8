"""A builder → the kind of page it makes: for a screen, for print, or with neither HTML nor SVG."""

from __future__ import annotations

from sphinx.builders import Builder

from build_tools.sphinxext.figures.svg import Variant


def variant_of(builder: Builder) -> Variant | None:
    """Return the kind of figure that a builder shows: `screen`, `print`, or None when it takes no SVG.

    A builder says it in `figure_variant`; else pages are for the screen and EPUB is for print.
    """
    given: Variant | None = getattr(builder, "figure_variant", None)
    if given is not None or builder.format != "html":
        return given
    return "print" if "epub" in builder.name or "pdf" in builder.name else "screen"
