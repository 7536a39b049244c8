import base64
import io
import json

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import collected, record
from evidence.channel import RECORD


def last():
    return collected()[-1][RECORD]


def series(payload):
    if "npz" in payload:
        with np.load(io.BytesIO(base64.b64decode(payload["npz"]))) as stored:
            return stored["series"]
    return np.array(payload["series"], dtype=payload["dtype"]).reshape(payload["shape"])


def test_a_number_with_its_provenance():
    record("vector-speedup", np.float32(2.5), unit="", n=30, spread=(2, 3), kind="measured")
    payload = last()
    assert payload["value"] == 2.5
    assert payload["spread"] == [2.0, 3.0]
    assert payload["n"] == 30
    assert payload["machine"]["cores"] >= 1
    assert payload["date"].endswith("+00:00")
    json.dumps(payload, allow_nan=False)


def test_integers_and_texts_stay_what_they_are():
    record("parameters", np.int64(7), unit="", kind="computed")
    assert last()["value"] == 7
    assert isinstance(last()["value"], int)
    record("winner", "vector")
    assert last()["value"] == "vector"


def test_a_short_series_is_readable_and_a_long_one_a_file():
    record("short", range(64))
    assert last()["series"][-1] == 63
    record("long", np.arange(65.0))
    assert "series" not in last()
    assert last()["n"] == 65


def test_recording_again_replaces_outside_a_notebook():
    record("x", 1)
    record("y", 2)
    record("x", 3)
    assert [each[RECORD]["value"] for each in collected()] == [2, 3]


@settings(deadline=None)
@given(
    hnp.arrays(
        st.sampled_from(["i4", "i8", "u2", "f4", "f8"]),
        hnp.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=7),
    )
)
def test_any_series_comes_back_equal(array):
    record("series", array)
    payload = json.loads(json.dumps(last(), allow_nan=False))
    back = series(payload)
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


@pytest.mark.parametrize("id", ["", "Speed", "a_b", "a--b", "-a", "a b", "../a", "ä"])
def test_an_id_is_kebab_case(id):
    with pytest.raises(ValueError, match="kebab-case"):
        record(id, 1)


@pytest.mark.parametrize(
    ("value", "options", "error"),
    [
        (float("nan"), {}, ValueError),
        (float("inf"), {}, ValueError),
        (True, {}, TypeError),
        (None, {}, TypeError),
        (1j, {}, TypeError),
        (["a", "b"], {}, TypeError),
        (1, {"kind": "guessed"}, ValueError),
        (1, {"kind": "modelled"}, ValueError),
        (1, {"spread": (2, 1)}, ValueError),
        (1, {"spread": (0, float("inf"))}, ValueError),
    ],
)
def test_what_a_reader_could_not_trust_is_refused(value, options, error):
    with pytest.raises(error):
        record("x", value, **options)
    assert collected() == []
