"""The text faces of the theme → cuts with what nearly every page shows, a third to a half of the bytes.

Made anew by `python -m build_tools.builders.html.fonts`. A page loads a face's full Latin cut only when it
has a sign that the small one lacks, because `fonts.css` says which signs each file is for. What goes beside
the signs: fractions made of digits, and JetBrains Mono's ligatures, which listings switch off.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[3] / "book/theme/static/fonts"
FULL, SMALL = "-latin-", "-common-"
# ASCII, and what English typesetting and frequent names add.
COMMON = (
    *range(0x20, 0x7F),
    *map(ord, "\u00a0©°±²³µ·×äçèéöü–—‘’“”…−\u2009\u202f"),
)
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "onum", "pnum", "tnum"]


def unicode_range() -> str:
    """Return `COMMON` as a style sheet's `unicode-range`."""
    parts: list[list[int]] = []
    for code in sorted(COMMON):
        if parts and code == parts[-1][1] + 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return ",".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in parts)


def make(source: Path, target: Path) -> int:
    """Write the cut of one face and return its size in bytes. Raises OSError."""
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=FEATURES,
        name_IDs=[0, 1, 2, 4, 5, 6, 13, 14],
        glyph_names=False,
        notdef_outline=True,
    )
    font = TTFont(source, recalcTimestamp=False)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=COMMON)
    chosen.subset(font)
    subset.save_font(font, str(target), options)
    return target.stat().st_size


def main() -> None:
    """Write the cut of each face beside its full one."""
    for source in sorted(FOLDER.glob(f"*{FULL}[0-9]*.woff2")):
        target = source.with_name(source.name.replace(FULL, SMALL))
        print(f"{target.name}: {make(source, target)} bytes, of {source.stat().st_size}")
    print(unicode_range())


if __name__ == "__main__":
    main()
