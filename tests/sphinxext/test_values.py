"""Numbers in prose: what is printed, where it is found, what is said when it is not."""

import pytest

from tests.support.book_case import BookCase, record

SPEED = "chapters/speed"


@pytest.fixture(scope="module")
def built(tmp_path_factory, measured):
    case = BookCase.copy("values", tmp_path_factory.mktemp("values"))
    return case.publish(SPEED, measured).build()


def test_a_good_book_warns_of_nothing(built):
    assert built.stream == ""


def test_a_record_of_the_page_is_printed_in_its_format(built):
    values = [each.text for each in built.page(SPEED).select("p .ml-value")]
    assert values == ["3.4", "1.23\u202fms"]


def test_a_record_of_another_page_is_printed(built):
    assert "3.41, or 1.2\u202f×\u202f10⁻³ s" in built.page("chapters/prose").text


def test_a_title_carries_its_number_into_the_navigation_without_its_provenance(built):
    link = built.site("index").select_one(".sphinxsidebar .toctree-l1 a")
    assert link.text == "1. Speed is 3.4×"
    assert not link.select("[title]")


def test_a_printed_value_says_where_it_comes_from(built):
    value = built.page(SPEED).select_one("p .ml-value")
    assert value["title"] == "measured; n = 30; spread = 3.1–3.6; Test CPU; 2026-11-23"
    assert (value["data-id"], value["data-n"]) == ("chapters/speed::speedup", "30")


def test_a_translated_sentence_keeps_its_numbers_and_gets_its_particles(case, measured):
    korean = case("values").publish(SPEED, measured).build(language="ko", locale_dirs=["locale"])
    assert "1.23\u202fms가 걸리며 3.4는 배수이다." in korean.page(SPEED).text
    assert korean.stream == ""


def test_a_unit_that_is_a_word_is_in_the_language_of_the_edition(case):
    months = [record("speedup", 4.06, unit="months"), record("latency", 0.5, unit="s")]
    japanese = case("values").publish(SPEED, months).build(language="ja")
    assert [each.text for each in japanese.page(SPEED).select("p .ml-value")] == [
        "4.1か月",
        "500\u202fms",
    ]


@pytest.mark.parametrize(
    ("role", "code", "said"),
    [
        ("chapters/speed::speedupp", "record.unknown", "Did you mean speedup?"),
        ("speedup", "record.unknown", "Did you mean chapters/speed::speedup?"),
        ("nowhere::speedup", "record.unknown", "no page 'nowhere'"),
        ("speed::speedup", "record.unknown", "can mean appendix/speed or chapters/speed"),
        ("chapters/speed::latencies", "record.unknown", "is a series"),
        ("chapters/speed::speedup:.1q", "directive.invalid", "cannot be printed"),
        ("chapters/speed::speedup:.1f|xy", "directive.invalid", "'xy' is not one of"),
        ("|은는", "directive.invalid", "names no record"),
    ],
)
def test_what_cannot_be_printed_is_reported_at_its_line(case, measured, role, code, said):
    book = case("values").publish(SPEED, measured)
    built = book.write({"chapters/prose.md": f"# Prose\n\nIt is {{value}}`{role}`.\n"}).build()
    [warning] = built.warnings
    assert (warning.path, warning.line, warning.code) == ("chapters/prose.md", 3, code)
    assert said in warning.message
    assert built.page("chapters/prose").select_one(".ml-missing").text == f"[{role}]"


def test_the_last_component_names_a_page_when_it_is_unambiguous(case, measured):
    book = case("values").publish(SPEED, measured)
    built = book.write(
        {
            "_toc.yml": "format: jb-book\nroot: index\nchapters:\n- file: chapters/speed\n",
            "index.md": "# Book\n\n{value}`speed::speedup:.3f`\n",
        }
    ).build(exclude_patterns=["_build", "appendix", "chapters/prose.md"])
    assert "3.412" in built.page("index").text
    assert built.stream == ""


def test_no_format_is_invented_for_a_text(case):
    text = record("speedup", "much", kind="computed")
    built = case("values").publish(SPEED, [text, record("latency", 1.0, unit="s")]).build()
    assert [each.code for each in built.warnings if "takes no number format" in each.message]
