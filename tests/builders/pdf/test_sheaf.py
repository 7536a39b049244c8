"""Numbers that are put in when a book is bound: objects, page numbers, lists of pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_tools.builders.pdf.numbers import Numbering
from build_tools.builders.pdf.sheaf import Book, Hole, Template, key, reference

GLYPHS = {each: (place, 500) for place, each in enumerate("0123456789ivxlc, ", start=16)}


@given(
    st.lists(st.integers(1, 9999), max_size=6), st.text(st.characters(codec="ascii"), max_size=9)
)
def test_a_template_gives_back_what_it_took_apart(numbers: list[int], words: str) -> None:
    # A number never touches a reference: pydyf writes a space or a bracket before it.
    around = (words.replace("\x00", "") + " ").encode()
    data = around.join(reference(number) for number in [*numbers, 7])
    template = Template.of(data)
    assert template.numbers == (*numbers, 7)
    expected = around.join(b"%d 0 R" % number for number in [*numbers, 7])
    assert template.text % template.numbers == expected


def test_keys_of_the_parent_tree_are_told_from_objects() -> None:
    template = Template.of(b"/P " + reference(3) + b"/K " + key(4))
    assert template == Template(b"/P %d 0 R/K %d", (3, -5))


def test_objects_of_a_unit_begin_after_those_that_books_share() -> None:
    book = Book()
    made = book.element("P", reference(4))
    assert made.number == 5
    assert Template.of(made.data).numbers == (4,)


def test_a_number_ends_where_its_room_does() -> None:
    hole = Hole("", GLYPHS, width=2000, right=True)
    assert hole.drawn("12") == b"[-1000<00110012>] TJ"
    assert Hole("a", GLYPHS, 2000, right=False).drawn("12") == b"[0<00110012>] TJ"


def test_a_list_of_pages_keeps_to_its_room() -> None:
    hole = Hole("a b", GLYPHS, width=2000, right=False)
    assert hole.drawn("1, 2") == b"[0<0011001f00200012>] TJ"
    assert hole.drawn("1, 2, 3") == b"[0<0011001f00200012>] TJ"


def test_room_is_as_wide_as_the_number_and_roman_numbers_stand_for_themselves() -> None:
    numbering = Numbering({"a": "214", "b": "xii"})
    assert [numbering.room(name) for name in ("a", "b", "unknown")] == ["000", "xii", "000"]


def test_a_guess_counts_roman_and_arabic_pages_apart_and_starts_units_on_the_right() -> None:
    numbering = Numbering()
    units = [(True, 100, {"f": 0}), (False, 150, {"a": 149}), (False, 400, {"b": 0, "c": 399})]
    numbering.guess(units, 100)
    assert numbering.pages == {"f": "i", "a": "2", "b": "3", "c": "6"}
