"""Numbers as text: the fixtures are the specification; properties hold for all of them."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from build_tools.sphinxext.numbers import SI, Format, parse_format, render, significant

FIXTURES = Path(__file__).parent / "fixtures"
finite = st.floats(1e-9, 1e15)
SPACE = "\u202f"


@pytest.mark.parametrize(
    ("line", "title", "given_", "expected"), read_fixture_file(FIXTURES / "numbers.md")
)
def test_a_number_is_written_as_in_the_fixture(line, title, given_, expected):
    value, unit, style, language = (part.strip() for part in given_.strip().split("|"))
    number = float(value) if "." in value or "e" in value else int(value)
    text = render(number, unit, parse_format(style), language)
    assert text.replace(SPACE, " ") == expected.strip(), f"{title} (line {line})"


@given(finite)
def test_si_keeps_the_value_to_three_digits(value):
    number, _, unit = render(value, "B", Format("si"), "en").partition(SPACE)
    power = next(power for power, name in SI.items() if name == unit.removesuffix("B"))
    assert math.isclose(
        float(number.replace(",", "")) * 10.0**power, value, rel_tol=0.0051, abs_tol=5e-10
    )


@given(finite, st.integers(1, 6))
def test_significant_rounds_to_so_many_digits(value, digits):
    written = float(significant(value, digits).replace(",", ""))
    assert math.isclose(written, float(f"{value:.{digits - 1}e}"), rel_tol=1e-9)


@given(
    st.floats(allow_nan=True, allow_infinity=True), st.sampled_from(["", "si", "pct", "x", ".2f"])
)
def test_every_number_can_be_written_in_any_style(value, style):
    text = render(value, "s", parse_format(style), "ja")
    assert text
    assert not re.search(r"\d[eE][-+]?\d", text)


@pytest.mark.parametrize("bad", ["q", ".1q", "%%", "si bin"])
def test_an_unknown_format_is_refused(bad):
    with pytest.raises(ValueError, match=r"."):
        parse_format(bad)


def test_binary_prefixes_are_for_bytes():
    with pytest.raises(ValueError, match="counts bytes"):
        render(2048, "s", Format("bin"), "en")
