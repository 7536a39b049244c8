"""A figure is drawn again exactly when something that it asked for has changed."""

import dataclasses

import pytest

from build_tools.execute.records import parse_record
from build_tools.sphinxext.figures import store
from build_tools.sphinxext.figures.draw import FigureFailed, RecordMissing, Request
from tests.support.book_case import RECORD, record

SCRIPT = """
from matplotlib.figure import Figure
def draw(records, t):
    figure = Figure()
    axes = figure.subplots()
    axes.plot(records["series"].array)
    axes.set_title(t("height"))
    return figure
"""


def records(**values):
    payloads = {name: record(name, value)["data"][RECORD] for name, value in values.items()}
    return {name: parse_record(payload, "page") for name, payload in payloads.items()}


@pytest.fixture
def request_(tmp_path):
    script = tmp_path / "lines.py"
    script.write_text(SCRIPT)
    return Request(
        script=script,
        records=records(series=[1, 2, 3], other=4.0),
        translate=str,
        width=4.6,
        language="en",
        root=tmp_path,
        fonts=tmp_path / "fonts",
    )


@pytest.fixture
def drawn(request_, tmp_path, monkeypatch):
    """Return a function that asks for a figure and says whether it was drawn."""
    calls = []

    def counting(asked):
        calls.append(asked)
        return original(asked)

    original = store.draw
    monkeypatch.setattr(store, "draw", counting)

    def ask(**changes):
        before = len(calls)
        made = store.drawing(dataclasses.replace(request_, **changes), tmp_path / "cache")
        return made, len(calls) > before

    ask()
    return ask


def test_what_is_the_same_is_not_drawn(drawn):
    assert drawn()[1] is False


def test_a_record_that_was_not_asked_for_changes_nothing(drawn):
    assert drawn(records=records(series=[1, 2, 3], other=5.0))[1] is False


def test_a_record_that_was_asked_for_draws_again(drawn):
    made, again = drawn(records=records(series=[1, 2, 4], other=4.0))
    assert again is True
    assert set(made.records) == {"series"}


@pytest.mark.parametrize("changes", [{"translate": str.upper}, {"width": 1.5}, {"language": "ko"}])
def test_another_label_width_or_language_draws_again(drawn, changes):
    assert drawn(**changes)[1] is True


def test_another_script_draws_again(drawn, request_):
    request_.script.write_text(SCRIPT + "# changed\n")
    assert drawn()[1] is True


def test_a_damaged_entry_is_drawn_anew(drawn, tmp_path):
    [entry] = (tmp_path / "cache").glob("*.json")
    entry.write_text(entry.read_text()[:100])
    assert drawn()[1] is True
    assert drawn()[1] is False


def test_two_drawings_are_the_same_to_the_byte(request_, tmp_path):
    one, two = (store.drawing(request_, tmp_path / name).svg for name in ("a", "b"))
    assert one == two
    assert "<dc:date>" not in one


def test_a_record_that_is_missing_is_named(request_, tmp_path):
    with pytest.raises(RecordMissing, match="series"):
        store.drawing(dataclasses.replace(request_, records={}), tmp_path)


def test_a_failure_carries_the_line_of_the_script(request_, tmp_path):
    request_.script.write_text("def draw(records, t):\n    return max([])\n")
    with pytest.raises(FigureFailed) as caught:
        store.drawing(request_, tmp_path)
    assert caught.value.line == 2


def test_a_character_without_a_glyph_is_reported(drawn):
    made, _ = drawn(translate=lambda label: label + "\U0001f9ea")
    assert made.missing == ["\U0001f9ea"]
    assert made.notes == []
