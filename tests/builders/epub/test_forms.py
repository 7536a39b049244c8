from build_tools.builders.epub.clean import clean
from build_tools.builders.epub.forms import shape
from build_tools.builders.epub.markup import TYPE, Element, find_all, parsed, words


def shaped(html: str) -> Element:
    page = parsed(html)
    shape(page)
    clean(page)
    return page


def test_tabs_stand_one_after_another_under_their_names() -> None:
    page = shaped(
        '<div class="sd-tab-set"><input type="radio" id="t1"/><label class="sd-tab-label" for="t1">Linux'
        '</label><div class="sd-tab-content"><p>apt</p></div></div>'
    )
    assert [words(each) for each in find_all(page, ".//h:p")] == ["Linux", "apt"]
    assert not find_all(page, ".//h:input | .//h:label")


def test_a_dropdown_that_a_script_would_open_opens_by_itself() -> None:
    page = shaped(
        '<div class="admonition dropdown"><p class="admonition-title">Solution</p><p>42</p></div>'
        '<div class="admonition"><p class="admonition-title">Note</p><p>open</p></div>'
    )
    assert [words(each) for each in find_all(page, "./h:details/h:summary")] == ["Solution"]
    assert find_all(page, "./h:div/h:p[@class='admonition-title']")


def test_a_hidden_cell_has_one_label() -> None:
    page = shaped(
        '<details class="hide"><summary aria-label="Toggle"><span class="collapsed"><p>Show code</p></span>'
        '<span class="expanded"><p>Hide code</p></span></summary><pre>x</pre></details>'
    )
    summary = find_all(page, ".//h:summary")[0]
    assert words(summary) == "Show code"
    assert not find_all(summary, ".//h:p")


def test_notes_and_what_refers_to_them_are_typed() -> None:
    page = shaped(
        '<p>a<a role="doc-noteref" href="#n" id="r">1</a></p>'
        '<aside role="doc-footnote" id="n"><p>note</p></aside>'
    )
    assert find_all(page, ".//h:a")[0].get(TYPE) == "noteref"
    assert find_all(page, ".//h:aside")[0].get(TYPE) == "footnote"
