import pytest

from build_tools.builders.epub.clean import clean, xml_id
from build_tools.builders.epub.markup import Element, find_all, parsed, words


def cleaned(html: str) -> Element:
    page = parsed(html)
    clean(page)
    return page


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p {color: red}</style>",
        '<iframe src="https://example.org"></iframe>',
        "<form><input/></form>",
        '<svg><script>1</script><rect onclick="x()"/></svg>',
    ],
)
def test_nothing_that_acts_stays(html: str) -> None:
    page = cleaned(f"<p>before</p>{html}<p>after</p>")
    bad = ".//h:script | .//h:style | .//h:iframe | .//h:form | .//h:input | .//svg:script | .//@onclick"
    assert not find_all(page, bad)
    assert words(page) == "beforeafter"


def test_a_table_as_pandas_writes_it_loses_what_html_no_longer_knows() -> None:
    page = cleaned(
        '<table border="1" class="dataframe"><tr style="text-align: right; color: red">'
        '<th align="left" colspan="2">a</th></tr></table>'
    )
    table, row, cell = page[0], *find_all(page, ".//h:tr | .//h:th")
    assert dict(table.attrib) == {"class": "dataframe"}
    assert row.get("style") == "text-align: right"
    assert dict(cell.attrib) == {"colspan": "2"}


def test_ids_are_names_and_unique_and_references_follow() -> None:
    page = cleaned(
        '<p id="eq:1">a</p><p id="1"/><p id="1"/><div aria-labelledby="eq:1 none">b</div>'
    )
    assert find_all(page, ".//@id") == ["eq-1", "id-1"]
    assert page[-1].get("aria-labelledby") == "eq-1"


def test_an_id_in_another_script_stays() -> None:
    assert xml_id("尾部延迟") == "尾部延迟"


def test_a_box_among_words_becomes_words_and_words_around_a_list_a_box() -> None:
    page = cleaned("<span><p>a</p></span><span><ul><li>b</li></ul></span>")
    assert [each.tag.rpartition("}")[2] for each in page.iter()] == [
        "div", "span", "span", "div", "ul", "li",
    ]  # fmt: skip


def test_unknown_elements_leave_their_text() -> None:
    page = cleaned("<p>a <blink>b</blink> <center>c</center></p>")
    assert words(page) == "a b c"
    assert not find_all(page, ".//h:blink | .//h:center")
