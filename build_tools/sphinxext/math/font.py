"""STIX Two Math from the `ziamath` package → the two web fonts that pages ship, a small one and the whole.

Made anew by `python -m build_tools.sphinxext.math.font`.
The font is 1.5 MB and has signs for every trade. What goes: hints, kerning (browsers set mathematics by the
MATH table), stylistic sets, and blocks that TeX has no commands for. What stays: the MATH table, the sizes
and pieces of stretching signs, and the forms for scripts (`ssty`) and dotless accents' bases (`dtls`).
The small font has the signs of `signs.COMMON`, and forms for scripts of primes alone: Chromium uses none
of them (a formula is drawn the same, pixel by pixel), and they are half of the bytes.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from pathlib import Path

import ziamath
from fontTools import subset
from fontTools.ttLib import TTFont

from build_tools.sphinxext.math import signs

SOURCE = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
FOLDER = Path(__file__).parents[1] / "static" / "fonts"
WHOLE, SMALL = "stix-two-math.woff2", "stix-two-math-common.woff2"
FEATURES = ["ssty", "dtls", "flac", "ccmp", "cv01"]
# Theirs are the only forms for scripts that differ in more than weight: a prime is small and high already.
PRIMES = (0x2032, 0x2033, 0x2034, 0x2035)

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


def keep_scripts(font: TTFont, codes: Collection[int]) -> None:
    """Take the forms for scripts (`ssty`) of all signs but `codes` away."""
    names = {font.getBestCmap()[code] for code in codes}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "ssty":
            continue
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                forms = getattr(part, "ExtSubTable", part)
                for kind in ("alternates", "mapping"):
                    known = getattr(forms, kind, None)
                    if known is not None:
                        setattr(forms, kind, {name: known[name] for name in known if name in names})


def make(target: Path, codes: Collection[int], *, scripts: bool, source: Path = SOURCE) -> int:
    """Write a web font of the signs `codes` and return its size in bytes. Raises OSError.

    `scripts` asks for the forms of all signs in scripts, else those of primes are kept.
    """
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
    if not scripts:
        keep_scripts(font, PRIMES)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=codes)
    chosen.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    return target.stat().st_size


def main() -> None:
    """Write both fonts."""
    for name, codes in ((WHOLE, signs.WHOLE), (SMALL, signs.COMMON)):
        print(f"{name}: {make(FOLDER / name, codes, scripts=name == WHOLE)} bytes")


if __name__ == "__main__":
    main()
