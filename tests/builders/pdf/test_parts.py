"""Page numbers in front and behind, listings that fit, parts with a page of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.builders.pdf.fragment import anchor, fragment, parsed
from build_tools.builders.pdf.listing import BREAK, COLUMNS, wrap_listings
from build_tools.builders.pdf.numbers import label, roman


@pytest.mark.parametrize(("number", "written"), [(1, "i"), (4, "iv"), (14, "xiv"), (99, "xcix")])
def test_roman_numbers(number: int, written: str) -> None:
    assert roman(number) == written


def test_the_first_arabic_page_is_one() -> None:
    assert [label(place, 2) for place in (1, 2, 3, 4)] == ["i", "ii", "1", "2"]


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=300))
def test_a_cut_line_keeps_its_text_and_no_piece_is_longer_than_the_page(line: str) -> None:
    body = etree.Element("body")
    listing = etree.SubElement(body, "pre")
    listing.text = line
    wrap_listings(body)
    assert "".join(listing.itertext()) == line
    assert all(len(piece) <= COLUMNS for piece in listing.itertext())
    assert (len(listing) > 0) == (len(line) > COLUMNS)
    assert all(mark.get("class") == BREAK for mark in listing)


def test_links_between_pages_stay_in_the_document() -> None:
    html = '<p id="here"><a href="pdf:b/c#x">far</a> <a href="#here">near</a> <a href="f.zip">file</a></p>'
    root = etree.fromstring(fragment(html, "a", lambda _name, _content: None))
    far, near, file = root.iter("a")
    assert far.get("href") == f"#{anchor('b/c', 'x')}"
    assert near.get("href") == f"#{root.find('p').get('id')}"
    assert "href" not in file.attrib


def test_a_drawing_is_kept_beside_the_text_with_its_words() -> None:
    kept: dict[str, bytes] = {}
    html = '<p>a<svg viewBox="0 0 1 1" aria-label="x squared"><path d="M0 0"/></svg>b</p>'
    root = etree.fromstring(fragment(html, "a", kept.__setitem__))
    (picture,) = root.iter("img")
    assert picture.get("alt") == "x squared"
    assert picture.tail == "b"
    assert b"viewBox" in kept[picture.get("src")]


def test_a_footnote_moves_to_its_first_call() -> None:
    html = (
        '<p>Said<a class="footnote-reference brackets" href="#n">1</a> and again'
        '<a class="footnote-reference brackets" href="#n">1</a>.</p>'
        '<aside class="footnote-list brackets"><aside class="footnote brackets" id="n">'
        '<span class="label">1</span><p>At the foot.</p></aside></aside>'
    )
    root = etree.fromstring(fragment(html, "a", lambda _name, _content: None))
    (note,) = root.xpath("//span[@class='note']")
    assert "".join(note.itertext()) == "At the foot."
    assert [each.get("class") for each in root.iter("a")] == ["note-again"]
    assert not list(root.iter("aside"))


def test_markup_that_xml_refuses_is_read() -> None:
    root = parsed(
        '<p @click="x" xmlns:o="y">a<br>b &nbsp;<svg xmlns="http://www.w3.org/2000/svg"/></p>'
    )
    assert root.find("p").attrib == {}


def test_an_output_for_screens_alone_leaves_words() -> None:
    html = (
        '<div class="cell_output"><script>draw()</script></div>'
        '<div class="cell_output"><img src="a.png" alt="A plot"/><script>draw()</script></div>'
        '<div class="cell_output"><pre>text</pre></div>'
    )
    gaps: list[int] = []
    root = etree.fromstring(fragment(html, "a", lambda _name, _content: None, gaps, "Screen only."))
    assert gaps == [0]
    assert [each.text for each in root.xpath("//p[@class='screen-only']")] == ["Screen only."]
