"""The small mathematical font: which formulas it serves, and that it sets them as the whole one does."""

import pytest
from fontTools.ttLib import TTFont

from build_tools.sphinxext.math import font, signs
from build_tools.sphinxext.math.formula import Formula, Typeset
from build_tools.sphinxext.math.html import mathml


@pytest.fixture(scope="module")
def fonts():
    return [TTFont(font.FOLDER / name) for name in (font.SMALL, font.WHOLE)]


def variants(found, sign):
    """Return the sizes that a sign grows to, as their advances."""
    table = found["MATH"].table.MathVariants
    name = found.getBestCmap()[ord(sign)]
    for axis in ("Vert", "Horiz"):
        coverage = getattr(table, f"{axis}GlyphCoverage").glyphs
        if name in coverage:
            grown = getattr(table, f"{axis}GlyphConstruction")[coverage.index(name)]
            assembly = grown.GlyphAssembly
            return [each.AdvanceMeasurement for each in grown.MathGlyphVariantRecord], [
                part.FullAdvance for part in (assembly.PartRecords if assembly else ())
            ]
    return None


@pytest.mark.parametrize(
    "markup",
    [
        "<mi>x</mi><mo>=</mo><mfrac><mi>α</mi><mn>2</mn></mfrac>",
        "<mo>‖</mo><mi>𝐖</mi><mo>‖</mo><mo>≤</mo><mi>ℝ</mi>",
        "<mi>x</mi><mtext>é 字 ⨌</mtext>",
        "<mo>&lt;</mo><mo>&#x2211;</mo>",
    ],
)
def test_a_common_formula_is_set_with_the_small_font(markup):
    assert not signs.rare(markup)
    assert "class" not in mathml(Formula("x"), Typeset(markup))


@pytest.mark.parametrize("sign", ["⨌", "𝕬", "⤇", "\u2a3f"])
def test_a_rare_sign_asks_for_the_whole_font(sign):
    assert f'class="{signs.CLASS}"' in mathml(Formula("x"), Typeset(f"<mo>{sign}</mo>"))


def test_the_small_font_has_every_common_sign(fonts):
    small, whole = (set(each.getBestCmap()) for each in fonts)
    assert signs.COMMON & whole <= small
    # Browsers take the measures of a list of fonts from the one that has a space.
    assert 0x20 in small


def test_both_fonts_set_formulas_by_the_same_measures(fonts):
    small, whole = ({**vars(each["MATH"].table.MathConstants)} for each in fonts)
    for name, value in whole.items():
        assert getattr(small[name], "Value", small[name]) == getattr(value, "Value", value), name


@pytest.mark.parametrize("sign", "()[]{}|‖⌈⌊⟨√∑∫→^~⏞")
def test_signs_grow_as_far_in_both(fonts, sign):
    small, whole = (variants(each, sign) for each in fonts)
    assert small == whole is not None


def test_pages_load_the_small_font():
    style = (font.FOLDER.parent / "math.css").read_text(encoding="utf-8")
    assert (font.FOLDER / font.SMALL).stat().st_size < 45_000
    assert style.index(font.SMALL) < style.index(f'"{font.WHOLE}'.strip('"'))
    ranges = ",".join(
        f"U+{first:04X}" + f"-{last:04X}" * (first < last) for first, last in signs.BLOCKS
    )
    assert f"unicode-range: {ranges};" in style
