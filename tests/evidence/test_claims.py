import pytest

from evidence import ClaimFailed, claim, collected, smoke
from evidence.channel import CLAIM


def last():
    return collected()[-1][CLAIM]


def test_a_true_claim_is_shown():
    claim("two is more than one", 2 > 1, kind="computed", values={"two": 2})
    assert last() == {
        "text": "two is more than one",
        "holds": True,
        "kind": "computed",
        "values": {"two": 2.0},
        "attempts": 1,
        "smoke": False,
    }


def test_a_false_computed_claim_raises_and_is_shown():
    with pytest.raises(ClaimFailed, match="one is more"):
        claim("one is more than two", False, kind="computed")
    assert last()["holds"] is False


def test_a_modelled_claim_raises_too():
    with pytest.raises(ClaimFailed):
        claim("x", lambda: False, kind="modelled")


def test_a_false_timing_claim_does_not_raise():
    claim("faster", False)
    assert last()["holds"] is False


@pytest.mark.parametrize(("answers", "holds"), [([0, 0, 1], True), ([0, 0, 0, 1], False)])
def test_a_timing_claim_measures_up_to_three_times(answers, holds):
    left = iter(answers)
    claim("faster", lambda: bool(next(left)))
    assert last()["holds"] is holds
    assert last()["attempts"] == 3


def test_a_computed_claim_is_tried_once():
    calls = []
    with pytest.raises(ClaimFailed):
        claim("x", lambda: calls.append(1), kind="computed")
    assert calls == [1]


def test_at_smoke_size_nothing_raises(monkeypatch):
    monkeypatch.setenv("MLSYSBOOK_SMOKE", "1")
    assert smoke()
    claim("accuracy is above 90 %", False, kind="computed")
    assert last()["smoke"] is True


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="kind"):
        claim("x", True, kind="felt")


@pytest.mark.parametrize(("value", "small"), [("1", True), ("0", False), ("", False)])
def test_smoke_follows_the_variable(monkeypatch, value, small):
    monkeypatch.setenv("MLSYSBOOK_SMOKE", value)
    assert smoke() is small
