"""Experiments: gathered, numbered, predicted first, with a line of provenance, in every format."""

import pytest

from tests.support.book_case import record


@pytest.fixture(scope="module")
def box(built):
    return built.page("chapter").select_one("#exp-loops")


def test_a_good_book_warns_of_nothing(built):
    assert built.stream == ""


def test_what_stands_between_the_marks_is_in_the_box(box):
    assert box.name == "div"
    assert box["role"] == "group"
    assert "Between the cells." in box.text
    assert len(box.select(".cell")) == 2
    assert "As Experiment" not in box.text


def test_it_is_numbered_and_named_by_its_title(built, box):
    title = box.select_one(".ml-title")
    assert title.text == "Experiment 1.1 Loops against vectors"
    assert box["aria-labelledby"] == title["id"]
    assert "As Experiment 1.1 (Loops against vectors) shows" in built.page("chapter").text


def test_its_design_is_told_line_by_line(box):
    assert [each.text for each in box.select(".ml-field")] == [
        "Question Which is faster?",
        "Varies the method",
        "Held fixed the input",
        "Repeats 30",
        "Does not show anything about GPUs",
    ]


def test_results_after_the_prediction_are_folded_and_closed(box):
    folds = box.select("details.ml-result")
    assert [bool(each.select("svg")) for each in folds] == [False, True]
    assert folds[0].select_one("pre").text == "fast\n"
    assert not any(each.has_attr("open") for each in folds)


def test_an_output_that_is_hidden_anyway_is_not_folded_twice(box):
    assert not box.select("details details")
    assert len(box.select("details.hide")) == 1


def test_the_prediction_has_a_form_that_waits_for_its_script(built, box):
    form = box.select_one("#pre-loops form")
    assert form.has_attr("hidden")
    assert form["data-answer"] == "4×"
    assert form["data-key"] == "chapter#pre-loops"
    scripts = [each.get("src", "") for each in built.site("chapter").select("script")]
    assert any("predict.js" in each for each in scripts)
    others = [each.get("src", "") for each in built.site("index").select("script")]
    assert not any("predict.js" in each for each in others)


def test_the_provenance_line_sums_up_what_its_cells_recorded(box):
    line = box.select_one(".ml-provenance")
    assert line.text == (
        "Measured on Test CPU, 2 cores, 8 GiB · 2026-11-23 · 30 repeats · spread at most 50% of the value"
        " · 1 of 2 claims hold Not reproduced here: vectors are ten times faster"
    )
    assert line.select_one(".ml-not-reproduced")


def test_an_experiment_without_records_has_no_provenance(built):
    box = built.page("chapter").select_one("#exp-empty")
    assert box.select_one(".ml-title").text == "Experiment 1.2 Nothing recorded"
    assert not box.select(".ml-provenance")


def test_a_figure_in_it_keeps_one_id_and_its_number(built):
    page = built.page("chapter")
    assert len(page.select("[id=fig-speedup]")) == 1
    assert "Fig. 1.1" in page.select_one("#fig-speedup").text


def test_in_an_e_book_everything_stands_in_order(book):
    text = book.build("epub", version="1").text("chapter", ".xhtml")
    assert "<details" not in text.replace('<details class="admonition hide', "")
    assert "<form" not in text
    assert text.index("How many times faster?") < text.index("fast\n") < text.index("Measured on")


def test_in_plain_text_everything_stands_in_order(book):
    text = book.build("text").text("chapter")
    assert "**Experiment 1.1**: Loops against *vectors*" in text
    assert "**Held fixed**: the input" in text
    assert text.index("How many times") < text.index("fast\n") < text.index("Measured on")


def test_latex_can_be_written(book):
    built = book.build("latex")
    [source] = built.outdir.glob("*.tex")
    assert "Experiment 1.1" in source.read_text()


def test_it_is_translated_with_its_options(book):
    japanese = book.build(language="ja", locale_dirs=["locale"]).page("chapter")
    box = japanese.select_one("#exp-loops")
    assert box.select_one(".ml-title").text == "実験1.1 ループとベクトル"
    assert box.select_one(".ml-field-varies").text == "変えるもの 方法"
    assert "何倍速いか。" in box.text
    assert "実験1.1 (ループとベクトル)" in japanese.text.replace("（", "(")


def test_translators_find_all_of_it(book):
    catalog = book.build("gettext").text("chapter", ".pot")
    for text in (
        "Loops against *vectors*",
        "Which is faster?",
        "anything about GPUs",
        "Before the prediction.",
        "How many times faster?",
        "Between the cells.",
        "vectors",
        "One bar.",
        "Measure first",
    ):
        assert f'msgid "{text}"' in catalog, text


def test_new_records_renew_the_line(case, outputs):
    made = case("apparatus").publish("chapter", *outputs)
    made.build()
    first, second = outputs
    made.publish("chapter", [*first[:1], record("speedup", 5.0, n=7)], second)
    line = made.build().page("chapter").select_one(".ml-provenance").text
    assert "7 repeats" in line
    assert "claims" not in line
