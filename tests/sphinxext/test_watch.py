"""Which pages are read again when something outside Sphinx's sight changes."""

from types import SimpleNamespace

import pytest

from build_tools.sphinxext.watch import merge
from tests.support.book_case import record

SPEED = "chapters/speed"


@pytest.fixture
def book(case, measured):
    made = case("values").publish(SPEED, measured)
    made.build()
    return made


def test_nothing_is_read_when_nothing_changed(book):
    assert book.build().read == []


def test_new_records_read_the_pages_that_print_them_and_no_others(book):
    book.publish(SPEED, [record("speedup", 9.0), record("latency", 1.0, unit="s")])
    built = book.build()
    assert sorted(built.read) == ["chapters/prose", SPEED]
    assert "9.00" in built.page("chapters/prose").text


def test_outputs_that_vanish_are_noticed(book):
    (book.root / "_build/.cache/outputs" / SPEED / "index.json").unlink()
    assert SPEED in book.build().read


def test_a_page_removed_from_the_book_is_forgotten(book):
    (book.root / "chapters/prose.md").unlink()
    toc = book.root / "_toc.yml"
    toc.write_text(toc.read_text().replace("  - file: chapters/prose\n", ""))
    built = book.build()
    assert "chapters/prose" not in built.read
    assert built.stream == ""


def test_a_parallel_read_brings_its_stamps_home(book):
    key = ("records", SPEED)
    mine = SimpleNamespace(mlsysbook_stamps={"index": {}})
    other = SimpleNamespace(mlsysbook_stamps={SPEED: {key: "1"}, "elsewhere": {key: "2"}})
    merge(None, mine, {SPEED}, other)
    assert mine.mlsysbook_stamps == {"index": {}, SPEED: {key: "1"}}
