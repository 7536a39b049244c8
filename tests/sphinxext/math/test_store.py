"""The formula store: what was put comes back, whatever happens to the file in between."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.sphinxext.math import store as module
from build_tools.sphinxext.math.formula import TexError, Typeset
from build_tools.sphinxext.math.store import FormulaStore

TYPESET = st.one_of(
    st.builds(Typeset, st.text()),
    st.builds(
        Typeset, st.text(), width=st.floats(0, 99), height=st.floats(0, 9), depth=st.floats(0, 9)
    ),
    st.builds(Typeset, error=st.builds(TexError, st.text(), st.none() | st.integers(0, 99))),
)
KEYS = st.text("0123456789abcdef", min_size=1, max_size=32)


@given(st.dictionaries(KEYS, TYPESET, max_size=8), st.dictionaries(KEYS, TYPESET, max_size=8))
def test_what_was_put_comes_back(tmp_path_factory, first, second):
    folder = tmp_path_factory.mktemp("store")
    FormulaStore(folder).put("mathml", first)
    FormulaStore(folder).put("mathml", second)
    both = first | second
    assert FormulaStore(folder).get("mathml", both) == both
    assert FormulaStore(folder).get("svg", both) == {}


@given(st.data())
def test_any_cut_loses_only_what_was_cut(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("store")
    entries = {f"{at:04x}": Typeset(f"<mi>{at}</mi>") for at in range(5)}
    FormulaStore(folder).put("mathml", entries)
    path = folder / "mathml.formulas"
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    FormulaStore(folder).put("mathml", {"ff": Typeset("later")})
    found = FormulaStore(folder).get("mathml", [*entries, "ff"])
    assert found.pop("ff") == Typeset("later")
    assert found == dict(list(entries.items())[: len(found)])
    assert len(found) >= whole[:cut].count(b"\n")


def test_damage_is_found_counted_and_removed(tmp_path):
    entries = {"a1": Typeset("one"), "b2": Typeset("two"), "c3": Typeset("three")}
    FormulaStore(tmp_path).put("mathml", entries)
    path = tmp_path / "mathml.formulas"
    path.write_bytes(path.read_bytes().replace(b"two", b"tow"))
    store = FormulaStore(tmp_path)
    assert set(store.get("mathml", entries)) == {"a1", "c3"}
    assert store.damaged == 1
    again = FormulaStore(tmp_path)
    assert set(again.get("mathml", entries)) == {"a1", "c3"}
    assert again.damaged == 0


def test_a_file_of_rubbish_is_an_empty_store(tmp_path):
    (tmp_path / "mathml.formulas").write_bytes(bytes(range(256)) * 50)
    store = FormulaStore(tmp_path)
    assert store.get("mathml", ["a1"]) == {}
    assert store.damaged > 0


def _write(folder, who):
    store = FormulaStore(folder)
    for at in range(40):
        store.put("mathml", {f"{who}{at:03x}": Typeset("x" * 5000)})


def test_two_writers_lose_nothing(tmp_path):
    # flock holds between open files, whether of two processes or of two threads.
    writers = [threading.Thread(target=_write, args=(tmp_path, who)) for who in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(50)
    store = FormulaStore(tmp_path)
    keys = [f"{who}{at:03x}" for who in "ab" for at in range(40)]
    assert len(store.get("mathml", keys)) == 80
    assert store.damaged == 0


def test_an_outgrown_file_keeps_what_is_in_use(tmp_path, monkeypatch):
    FormulaStore(tmp_path).put("mathml", {"01d": Typeset("x" * 900), "05ed": Typeset("y")})
    monkeypatch.setattr(module, "LIMIT", 1000)
    store = FormulaStore(tmp_path)
    store.get("mathml", ["05ed"])
    store.put("mathml", {"0e3": Typeset("z" * 200)})
    assert set(FormulaStore(tmp_path).get("mathml", ["01d", "05ed", "0e3"])) == {"05ed", "0e3"}


@pytest.mark.parametrize("count", [3000])
def test_a_book_of_formulas_is_looked_up_quickly(tmp_path, count):
    entries = {f"{at:032x}": Typeset("<mi>x</mi>" * 60) for at in range(count)}
    FormulaStore(tmp_path).put("mathml", entries)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        found = FormulaStore(tmp_path).get("mathml", entries)
        times.append(time.perf_counter() - start)
    assert len(found) == count
    # 15 to 30 ms on two slow cores; the bound leaves room for a busy machine.
    assert min(times) < 0.1
