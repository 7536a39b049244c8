"""Our Python in place of hypothesis's compiled part computes what that part computes."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis._native.internal import cathetus as theirs_cathetus
from hypothesis._native.internal import floats as theirs

from tests.browser import hypothesis_native as ours

WIDTHS = st.sampled_from([16, 32, 64])


@st.composite
def value_and_width(draw):
    width = draw(WIDTHS)
    return draw(st.floats(width=width, allow_nan=False)), width


def same(a: float, b: float) -> bool:
    return a == b and math.copysign(1, a) == math.copysign(1, b)


@given(value_and_width())
def test_bits_and_neighbors(pair):
    x, width = pair
    assert ours.float_to_int(x, width) == theirs.float_to_int(x, width)
    assert same(ours.int_to_float(theirs.float_to_int(x, width), width), x)
    assert same(ours.float_of(x, width), theirs.float_of(x, width))
    assert ours.is_negative(x) == theirs.is_negative(x)
    assert same(ours.next_up(x, width), theirs.next_up(x, width))
    assert same(ours.next_down(x, width), theirs.next_down(x, width))


@given(value_and_width(), st.booleans())
def test_normal_neighbors(pair, subnormal):
    x, width = pair
    smallest = ours.width_smallest_normals(width)
    assert smallest == theirs.width_smallest_normals(width)
    assume(x == 0 or abs(x) >= smallest)
    for name in ("next_up_normal", "next_down_normal"):
        mine = getattr(ours, name)(x, width, allow_subnormal=subnormal)
        assert same(mine, getattr(theirs, name)(x, width, allow_subnormal=subnormal))


@given(st.data(), WIDTHS)
def test_floats_between(data, width):
    values = st.floats(width=width, allow_nan=False, allow_infinity=False)
    low, high = sorted([data.draw(values), data.draw(values)])
    assume(low != high)
    assert ours.count_between_floats(low, high, width) == theirs.count_between_floats(
        low, high, width
    )


@given(st.floats(), st.floats())
def test_cathetus(h, a):
    mine, real = ours.cathetus(h, a), theirs_cathetus.cathetus(h, a)
    # Below the root of the smallest number a square is zero; nothing that is drawn depends on that.
    close = math.isclose(mine, real, abs_tol=1e-150)
    assert mine == real or close or (math.isnan(mine) and math.isnan(real))
