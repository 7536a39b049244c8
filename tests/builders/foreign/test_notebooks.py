"""Pages that run, pages that came with their outputs, pages that must not run; tags; glued values."""

import pytest

from tests.support.foreign import Sites

pytestmark = pytest.mark.timeout(180)


def cell(page, tag):
    [found] = page.select(f".cell.tag_{tag}")
    return found


def test_a_cell_runs_in_the_folder_of_its_page(notebooks: Sites) -> None:
    output = cell(notebooks.article("run"), "hide-input").select_one(".cell_output")
    assert output.get_text().strip() == "total 6"


@pytest.mark.parametrize(
    ("tag", "folded", "open_parts"),
    [("hide-input", ".cell_input", ".cell_output"), ("hide-output", ".cell_output", ".cell_input")],
)
def test_hidden_parts_are_folded(notebooks: Sites, tag: str, folded: str, open_parts: str) -> None:
    found = cell(notebooks.article("run"), tag)
    assert found.select_one(f"details.hide {folded}")
    assert not found.select_one("details").has_attr("open")
    assert found.select_one(open_parts).find_parent("details") is None


def test_removed_parts_are_not_on_the_page(notebooks: Sites) -> None:
    page = notebooks.article("run")
    only_output = cell(page, "remove-input")
    assert only_output.get_text().strip() == "only the output"
    assert cell(page, "remove-output").select_one(".cell_output") is None


def test_an_expected_error_is_shown(notebooks: Sites) -> None:
    shown = cell(notebooks.article("run"), "raises-exception").select_one(".traceback").get_text()
    assert "ZeroDivisionError: division by zero" in shown
    assert "\x1b" not in shown


def test_glued_values_are_pasted_on_their_page_and_on_another(notebooks: Sites) -> None:
    pasted = [each.get_text() for each in notebooks.article("run").select(".pasted-text")]
    assert pasted == ["6", "0.60"]
    assert [each.get_text() for each in notebooks.article("uses-glue").select(".pasted-text")] == [
        "6"
    ]


def test_a_notebook_with_outputs_is_shown_as_it_came(notebooks: Sites) -> None:
    page = notebooks.article("stored")
    outputs = [each.get_text().strip() for each in page.select(".cell_output")]
    assert outputs == ["from the author's machine", "42"]
    assert cell(page, "hide-cell").select_one("details .cell_input")


def test_an_excluded_page_is_not_run(notebooks: Sites) -> None:
    page = notebooks.article("long")
    assert "never run" in page.select_one(".cell_input").get_text()
    assert not page.select(".cell_output")
