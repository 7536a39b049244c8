"""The line of provenance from records and claims, without a page around it."""

import pytest

from build_tools.execute.records import parse_record
from build_tools.sphinxext.apparatus.evidence import facts, relative_spread
from tests.support.book_case import RECORD, record


def made(id, value, **about):
    return parse_record(record(id, value, **about)["data"][RECORD], "page")


def test_nothing_recorded_says_nothing():
    assert facts([], [], "en") == []


def test_many_counts_are_a_range_and_a_series_is_no_repeat():
    records = [made("a", 1.0, n=5), made("b", 1.0, n=20), made("c", 1.0, n=1000), made("d", [1, 2])]
    assert "5–1,000 repeats" in facts(records, [], "en")


def test_what_was_computed_is_not_called_measured():
    assert facts([made("a", 1.0, kind="computed")], [], "en") == ["Computed, not measured"]


def test_claims_are_counted():
    claims = [{"text": "a", "holds": True}, {"text": "b", "holds": False}]
    assert facts([], claims, "en") == ["1 of 2 claims hold"]


@pytest.mark.parametrize(
    ("value", "spread", "relative"),
    [
        (4.0, (3.0, 5.0), 0.5),
        (-4.0, (-5.0, -3.0), 0.5),
        (0.0, (-1.0, 1.0), None),
        (4.0, None, None),
    ],
)
def test_spread_is_relative_to_the_value(value, spread, relative):
    assert relative_spread(made("a", value, spread=spread)) == relative
