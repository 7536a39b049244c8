import json

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output

from build_tools.core.codes import Code
from build_tools.core.paths import BuildPaths
from build_tools.execute.records import (
    CLAIM_MIME,
    RECORD_MIME,
    parse_record,
    publish_records,
    read_records,
)
from evidence import channel, claim, record


def payloads(monkeypatch, *calls):
    """What `record` and `claim` publish."""
    bundles = []
    with monkeypatch.context() as patch:
        patch.setattr(channel, "_collected", bundles)
        patch.setattr(channel, "_in_ipython", lambda: False)
        for call in calls:
            call()
    return bundles


def notebook(*cells):
    return new_notebook(
        cells=[
            new_code_cell(
                "", outputs=[new_output("display_data", data=each) for each in bundles],
                metadata={"source_map": [10 * at, 10 * at]},
            )
            for at, bundles in enumerate(cells, start=1)
        ]
    )  # fmt: skip


def test_the_vocabulary_is_that_of_the_evidence_package():
    assert (RECORD_MIME, CLAIM_MIME) == (channel.RECORD, channel.CLAIM)


def test_records_and_claims_come_back(monkeypatch):
    first = payloads(monkeypatch, lambda: record("x", 2.5, unit="s", n=3, spread=(2, 3)))
    second = payloads(monkeypatch, lambda: claim("small", True, values={"x": 1}))
    records, claims, problems = read_records(notebook(first, second), "part/page")
    assert problems == []
    found = records["x"]
    assert (found.value, found.unit, found.n, found.spread) == (2.5, "s", 3, (2.0, 3.0))
    assert (found.docname, found.cell, found.array.item()) == ("part/page", 1, 2.5)
    assert found.machine["cores"] >= 1
    assert (claims[0].text, claims[0].holds, claims[0].cell) == ("small", True, 2)


values = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**53), 2**53),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    hnp.arrays(st.sampled_from(["i8", "u1", "f4", "f8"]), hnp.array_shapes(max_dims=2, max_side=9)),
)


@settings(deadline=None)
@given(values)
def test_any_value_makes_the_round_trip(value):
    with pytest.MonkeyPatch.context() as patch:
        [bundle] = payloads(patch, lambda: record("x", value))
    stored = json.loads(json.dumps(bundle[RECORD_MIME], allow_nan=False))
    back = parse_record(stored, "page")
    if isinstance(value, np.ndarray):
        assert back.array.dtype == value.dtype
        np.testing.assert_array_equal(back.array, value)
    else:
        assert back.value == value


def test_text_is_no_array(monkeypatch):
    [bundle] = payloads(monkeypatch, lambda: record("x", "text"))
    with pytest.raises(TypeError, match="text"):
        _ = parse_record(bundle[RECORD_MIME], "page").array


def test_an_id_in_two_cells_is_said(monkeypatch):
    one = payloads(monkeypatch, lambda: record("x", 1))
    _, _, [problem] = read_records(notebook(one, one), "page")
    assert problem.code is Code.RECORD_DUPLICATE
    assert problem.line == 20
    assert read_records(notebook(one + one), "page")[2] == [], "the same cell may renew it"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../x"}, {"id": 3}, {"kind": "felt"}, {"value": None}, {"spread": [1]},
        {"npz": "no base64!"}, {"npz": "UEsDBA=="}, {"series": [1, 2], "shape": [3]}, {"npz": ""},
    ],
)  # fmt: skip
def test_a_damaged_payload_is_said(monkeypatch, change):
    [bundle] = payloads(monkeypatch, lambda: record("x", 1))
    bundle[RECORD_MIME] |= change
    records, _, problems = read_records(notebook([bundle]), "page")
    assert records == {}
    assert [each.code for each in problems] == [Code.RECORD_MALFORMED]


def test_a_damaged_claim_is_said():
    bundle = {CLAIM_MIME: {"text": "x", "kind": "measured", "holds": "yes"}}
    assert [each.code for each in read_records(notebook([bundle]), "page")[2]] == [
        Code.RECORD_MALFORMED
    ]


def test_published_files_follow_the_records(monkeypatch, tmp_path):
    paths = BuildPaths(tmp_path)
    calls = [lambda: record("x", 1, unit="s"), lambda: record("long", np.arange(100.0))]
    records = read_records(notebook(payloads(monkeypatch, *calls)), "a/b")[0]
    other = read_records(notebook(payloads(monkeypatch, calls[0])), "a/b/c")[0]
    publish_records(paths, "a/b", records)
    publish_records(paths, "a/b/c", other)
    stored = json.loads((paths.records / "a/b/long.json").read_text())
    assert (stored["docname"], stored["series_file"]) == ("a/b", "long.npz")
    with np.load(paths.records / "a/b" / stored["series_file"]) as file:
        np.testing.assert_array_equal(file["series"], np.arange(100.0))
    publish_records(paths, "a/b", {"x": records["x"]})
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    assert left == ["records/a/b/c/x.json", "records/a/b/x.json"]
