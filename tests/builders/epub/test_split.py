from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.builders.epub.forms import shape
from build_tools.builders.epub.markup import Element, find_all, parsed, words
from build_tools.builders.epub.split import size, split

NOTE = '<a role="doc-noteref" href="#n1" id="r1">1</a>'
NOTES = '<aside role="doc-footnote" id="n1"><p>the note</p></aside>'


def page(*sections: int, extra: str = "") -> Element:
    body = "".join(
        f'<section id="s{number}"><h2>S{number}</h2>{f"<p>{number} words</p>" * length}</section>'
        for number, length in enumerate(sections)
    )
    tree = parsed(f'<section id="top"><h1>Title</h1><p>Intro</p>{body}{extra}</section>')
    shape(tree)
    return tree


def test_a_small_page_is_one_file() -> None:
    assert len(split(page(3, 3))) == 1


def test_a_large_page_breaks_at_its_sections() -> None:
    parts = split(page(200, 200), limit=5_500)
    assert [find_all(each, "(.//h:h1|.//h:h2)[1]")[0].text for each in parts] == [
        "Title",
        "S0",
        "S1",
    ]


def test_a_note_goes_with_what_refers_to_it() -> None:
    tree = page(200, 200, extra=NOTES)
    find_all(tree, ".//h:p")[3].append(parsed(NOTE)[0])
    shape(tree)
    parts = split(tree, limit=5_500)
    assert [bool(find_all(each, ".//*[@id='n1']")) for each in parts] == [False, True, False]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 120), min_size=1, max_size=6), st.integers(3_000, 12_000))
def test_every_word_is_kept_in_order_and_every_id_once(lengths: list[int], limit: int) -> None:
    whole = page(*lengths)
    text, ids = words(whole), find_all(whole, ".//@id")
    parts = split(whole, limit)
    assert "".join(words(each) for each in parts).replace(" ", "") == text.replace(" ", "")
    assert [each for part in parts for each in find_all(part, ".//@id")] == ids
    assert all(size(each) <= limit for each in parts)
