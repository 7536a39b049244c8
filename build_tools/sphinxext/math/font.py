"""STIX Two Math from the `ziamath` package → the web font that pages ship.

Made anew by `python -m build_tools.sphinxext.math.font`.
The font is 1.5 MB and has signs for every trade. What goes: hints, kerning (browsers set mathematics by the
MATH table), stylistic sets, and blocks that TeX has no commands for. What stays: the MATH table, the sizes
and pieces of stretching signs, and the forms for scripts (`ssty`) and dotless accents' bases (`dtls`).
"""

from __future__ import annotations

import copy
from pathlib import Path

import ziamath
from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
TARGET = Path(__file__).parents[1] / "static" / "fonts" / "stix-two-math.woff2"
FEATURES = ["ssty", "dtls", "flac", "ccmp", "cv01"]
# First and last character of each block kept.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0131, 0x0131),  # dotless i
    (0x0237, 0x0237),  # dotless j
    (0x02C6, 0x02DD),  # accents that stand alone
    (0x0300, 0x0338),  # combining accents
    (0x0391, 0x03F6),  # Greek
    (0x2000, 0x2064),  # spaces, dashes, primes, invisible operators
    (0x20D0, 0x20F0),  # combining arrows
    (0x2100, 0x214F),  # letterlike: ℝ, ℓ, ℏ, ℘
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2300, 0x23E1),  # ceilings, floors, braces that lie
    (0x25A0, 0x25FF),  # squares, triangles, circles
    (0x2660, 0x266F),  # suits, accidentals
    (0x2713, 0x2717),  # check marks
    (0x27C0, 0x27FF),  # more operators, brackets, long arrows
    (0x2900, 0x297F),  # more arrows
    (0x2980, 0x29FF),  # more brackets and signs
    (0x2A00, 0x2AFF),  # more operators
    (0x1D400, 0x1D7FF),  # mathematical letters
)


# Accents that MathML writes as characters with a width; STIX stretches only the combining ones.
WIDE_ACCENTS = {0x5E: 0x302, 0x7E: 0x303, 0x2C6: 0x302, 0x2DC: 0x303, 0x2C7: 0x30C}


def mend_arrows(font: TTFont) -> int:
    """Turn round the connectors of arrow heads that STIX 2.11 has the wrong way; return how many.

    The head ends an arrow, so what joins the shaft is its start; with 0 there Chromium draws no long arrow.
    """
    mended = 0
    for construction in font["MATH"].table.MathVariants.HorizGlyphConstruction:
        head = construction.GlyphAssembly and construction.GlyphAssembly.PartRecords[-1]
        if head and head.StartConnectorLength == 0 < head.EndConnectorLength:
            head.StartConnectorLength, head.EndConnectorLength = head.EndConnectorLength, 0
            mended += 1
    return mended


def widen_accents(font: TTFont) -> None:
    """Let hat, tilde and caron grow over several letters, by the wide forms of their combining kin."""
    names = font.getBestCmap()
    variants = font["MATH"].table.MathVariants
    known = dict(
        zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True)
    )
    for accent, combining in WIDE_ACCENTS.items():
        wide = copy.deepcopy(known[names[combining]])
        own = wide.MathGlyphVariantRecord[0]
        own.VariantGlyph = names[accent]
        own.AdvanceMeasurement = font["hmtx"][names[accent]][0]
        known[names[accent]] = wide
    order = sorted(known, key=font.getGlyphID)
    variants.HorizGlyphCoverage.glyphs = order
    variants.HorizGlyphConstruction = [known[name] for name in order]
    variants.HorizGlyphCount = len(order)


def make(source: Path = SOURCE, target: Path = TARGET) -> int:
    """Write the web font and return its size in bytes. Raises OSError."""
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=FEATURES,
        drop_tables=[*subset.Options().drop_tables, "GPOS", "DSIG"],
        name_IDs=[0, 1, 2, 4, 5, 6, 7, 13, 14],
        glyph_names=False,
        notdef_outline=True,
    )
    font = TTFont(source, recalcTimestamp=False)
    mend_arrows(font)
    widen_accents(font)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[code for first, last in BLOCKS for code in range(first, last + 1)])
    chosen.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    return target.stat().st_size


if __name__ == "__main__":
    print(f"{TARGET.name}: {make()} bytes")
