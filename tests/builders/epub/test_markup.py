from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.builders.epub.clean import clean
from build_tools.builders.epub.markup import MATHML, SVG, find_all, parsed, unwrap, words


def test_drawings_and_formulas_get_their_namespaces_and_keep_their_case() -> None:
    page = parsed(
        '<p><svg viewBox="0 0 1 1"><clipPath/></svg><math alttext="a"><mi>a</mi></math></p>'
    )
    assert page[0][0].tag == f"{{{SVG}}}svg"
    assert page[0][0].get("viewBox") == "0 0 1 1"
    assert page[0][1].tag == f"{{{MATHML}}}math"


def test_what_is_not_well_formed_is_read_as_a_browser_reads_it() -> None:
    page = parsed('<p>one<br>two &nbsp; <svg viewBox="0 0 1 1"><clipPath></clipPath></svg><p>three')
    assert [words(each) for each in find_all(page, ".//h:p")] == ["one two", "three"]
    assert find_all(page, ".//svg:clipPath")


def test_control_characters_of_a_terminal_are_gone() -> None:
    assert words(parsed("<pre>\x1b[31mred</pre>")) == "[31mred"


def test_unwrapping_keeps_text_in_order() -> None:
    page = parsed("<p>a<b>b<i>c</i>d</b>e</p>")
    unwrap(page[0][0])
    assert etree.tostring(page[0], encoding="unicode").endswith(">ab<i>c</i>de</p>")


def test_words_leave_out_notes() -> None:
    title = parsed('<h2><span>1. </span>Tails<a role="doc-noteref" href="#n">1</a> grow</h2>')
    assert words(title) == "1. Tails grow"


@given(st.text(alphabet='<>/="ab &;!-\x00pdivscript', max_size=80))
def test_any_text_becomes_a_tree_that_can_be_written_and_read_again(text: str) -> None:
    page = parsed(text)
    clean(page)
    assert etree.fromstring(etree.tostring(page)).tag == page.tag
