"""Numbers as readers write them, and when a question comes back: properties, by Node."""

import json
import math
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.sphinxext.math.node import node_binary
from tests.laboratory.conftest import ROOT

FOLDER = ROOT / "book/theme/static/practice"
DAY = 86_400_000
PROGRAM = """
const { read, judge } = await import("./numbers.mjs");
const deck = await import("./deck.mjs");
const calls = {
  read, judge, answered: deck.answered, counts: deck.counts,
  due: (cards, now) => deck.due(new Map(Object.entries(cards)), now),
  next: (cards) => deck.next(new Map(Object.entries(cards))),
};
const { createInterface } = await import("node:readline");
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...values] = JSON.parse(line);
  const found = calls[name](...values.map((each) => each === null ? undefined : each));
  console.log(JSON.stringify(Number.isNaN(found) ? "NaN" : found ?? null));
}
"""


@pytest.fixture(scope="module")
def call():
    process = subprocess.Popen(
        [node_binary(), "--input-type=module", "-e", PROGRAM],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(*values):
        process.stdin.write(json.dumps(values) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(10)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", 1234.5),
        ("1 234 567", 1234567),
        ("1\u202f234", 1234),
        ("0,73", 0.73),
        ("12,345", 12345),
        ("−3", -3),
        (".5", 0.5),
        ("3e-4", 3e-4),
        ("3 × 10^8", 3e8),
        ("2x10^3", 2000),
        ("12 ms", 12),
        ("12MS", 12),
        ("", "NaN"),
        ("twelve", "NaN"),
        ("1/3", "NaN"),
        ("0x10", "NaN"),
        ("1,2,3", "NaN"),
        ("12 s", "NaN"),
    ],
)
def test_numbers_are_read_as_written(call, text, value):
    assert call("read", text, "ms") == value


NUMBERS = st.floats(-1e9, 1e9).filter(lambda value: abs(value) > 1e-6)
BOUND = settings(max_examples=60, deadline=None)


@BOUND
@given(value=NUMBERS, style=st.sampled_from(["{:r}", "{:,}", "{:e}"]))
def test_what_python_prints_is_read_back(call, value, style):
    text = repr(value) if style == "{:r}" else style.format(value)
    assert math.isclose(call("read", text), float(text.replace(",", "")))


@BOUND
@given(answer=NUMBERS, tolerance=st.floats(0, 0.2), off=st.floats(-2, 2))
def test_tolerance_is_relative_and_symmetric(call, answer, tolerance, off):
    value = answer * (1 + off * tolerance)
    found = call("judge", value, {"answer": answer, "tolerance": tolerance, "wrong": []})
    if abs(off) < 0.99 or tolerance == 0:
        assert found["right"]
    if abs(off) > 1.01 and tolerance > 1e-6:
        assert not found["right"]
        assert found["more"] == (value < answer)


def test_a_known_mistake_is_recognized_with_some_room(call):
    about = {"answer": 3, "tolerance": 0.01, "wrong": [33.3, 0.3]}
    assert call("judge", 33.33, about)["mistake"] == 0
    assert call("judge", 0.3, about)["mistake"] == 1
    assert call("judge", 5, about)["mistake"] == -1
    assert call("judge", 3, about)["mistake"] == -1


@BOUND
@given(answers=st.lists(st.booleans(), min_size=1, max_size=12), start=st.integers(0, 10**12))
def test_a_card_waits_longer_after_each_right_answer_and_starts_again_after_a_wrong_one(
    call, answers, start
):
    card, now, boxes = None, start, []
    for right in answers:
        assert call("counts", card, right, now)
        card = call("answered", card, right, now)
        boxes.append(card["box"])
        assert 0 <= card["box"] <= 6
        assert card["due"] - now == 2 ** card["box"] * DAY
        if not right:
            assert card["box"] == 0
        now = card["due"]
    pairs = zip([-1, *boxes], boxes, answers, strict=False)
    assert [right and box == min(6, before + 1) for before, box, right in pairs] == answers
    assert card["seen"] == len(answers)
    assert card["right"] == sum(answers)


@BOUND
@given(
    times=st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 100), max_size=8),
    now=st.integers(0, 100),
)
def test_what_is_due_comes_in_order_and_nothing_else(call, times, now):
    cards = {key: {"due": due} for key, due in times.items()}
    found = call("due", cards, now)
    assert sorted(found) == sorted(key for key, due in times.items() if due <= now)
    assert found == sorted(found, key=lambda key: (times[key], key))
    assert call("next", cards) == (min(times.values()) if times else None)


def test_a_right_answer_before_its_time_changes_nothing(call):
    card = call("answered", None, True, 0)
    assert not call("counts", card, True, DAY - 1)
    assert call("counts", card, False, DAY - 1)
