"""Particles agree with how a number is read aloud."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from build_tools.sphinxext.korean import PAIRS, particle

FIXTURE = Path(__file__).parent / "fixtures" / "korean.md"


@pytest.mark.parametrize(("line", "title", "given_", "expected"), read_fixture_file(FIXTURE))
def test_the_particle_is_that_of_the_fixture(line, title, given_, expected):
    text, _, pair = given_.strip().rpartition(" ")
    assert particle(text, pair) == expected.strip(), f"{title} (line {line})"


@given(st.integers(0, 10**12), st.sampled_from(sorted(PAIRS)))
def test_every_integer_takes_one_of_the_two(number, pair):
    assert particle(f"{number:,}", pair) in PAIRS[pair]


@given(st.text(max_size=20), st.sampled_from(sorted(PAIRS)))
def test_any_text_gets_some_particle(text, pair):
    assert particle(text, pair)


def test_an_unknown_pair_is_refused():
    with pytest.raises(ValueError, match="'xy' is not one of"):
        particle("3", "xy")
