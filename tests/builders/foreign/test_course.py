"""Proofs, exercises, tabs, cards, notes beside the text, macros: what sphinx extensions add to a course."""

import pytest

from tests.support.foreign import Sites

pytestmark = pytest.mark.timeout(180)


def texts(part, selector):
    return [" ".join(each.get_text(" ").split()) for each in part.select(selector)]


def test_statements_are_numbered_by_kind_and_a_proof_is_not(course: Sites) -> None:
    page = course.article("queues")
    titles = texts(page, ".proof .admonition-title")
    assert titles == [
        "Definition 1.1 (Utilization)",
        "Theorem 1.1 (Little)",
        "Algorithm 1.1 (Serve)",
    ]
    assert texts(page, "#proof") == ["Proof. Count each customer for as long as it stays."]


def test_exercises_are_numbered_also_when_gated_and_refer_to_statements(course: Sites) -> None:
    page = course.article("queues")
    assert texts(page, ".exercise .admonition-title") == ["Exercise 1.1", "Exercise 1.2"]
    assert texts(page, 'a[href="#ex-load"]') == ["Exercise 1.1"]
    assert texts(page, '.exercise a[href="#def-load"]') == ["Definition 1.1"]
    assert texts(page, "#ex-gated pre") == ["print ( 3 / 4 )"]


def test_a_solution_is_folded_and_its_script_is_on_the_page(course: Sites) -> None:
    [solution] = course.article("queues").select(".solution")
    assert "dropdown" in solution["class"]
    assert texts(solution, "a") == ["Theorem 1.1", "Algorithm 1.1"]
    assert course.soup("queues").select_one('script[src*="togglebutton.js"]')


def test_macros_of_the_configuration_are_drawn(course: Sites) -> None:
    page = course.article("queues")
    [inline] = page.select('math[alttext="\\\\load"]')
    assert inline.get_text() == "ρ"
    assert "𝔼" in page.select_one("#equation-little math").get_text()
    assert not page.select("merror")


def test_equations_are_numbered_and_referred_to(course: Sites) -> None:
    page = course.article("queues")
    assert texts(page, ".eqno") == ["(1.1)", "(1.2)"]
    assert texts(page, 'a[href="#equation-little"]') == ["(1.1)"]


def test_substitutions_task_lists_and_typography_of_myst(course: Sites) -> None:
    welcome = course.article("intro")
    assert "This is Queues 101." in welcome.get_text()
    boxes = welcome.select("input.task-list-item-checkbox")
    assert [box.has_attr("checked") for box in boxes] == [True, False]
    assert texts(course.article("queues"), "dd") == [
        "A definition list – with smart “quotes” and replacements ©."
    ]


def test_tab_sets_and_inline_tabs_open_at_the_first(course: Sites) -> None:
    page = course.article("design")
    assert texts(page, ".sd-tab-set .sd-tab-label") == ["Python", "Shell"]
    assert texts(page, ".tab-set .tab-label") == ["Inline one", "Inline two"]
    for name in ("sd-tab-set", "tab-set"):
        switches = page.select(f".{name} input[type=radio]")
        assert [each.has_attr("checked") for each in switches] == [True, False]


def test_cards_badges_and_buttons_lead_somewhere(course: Sites) -> None:
    page = course.article("design")
    assert texts(page, ".sd-card-title") == ["A card", "Another"]
    assert [a["href"] for a in page.select(".sd-card a.sd-stretched-link")] == ["queues.html"]
    assert texts(page, ".sd-badge") == ["badge"]
    assert [a["href"] for a in page.select("a.sd-btn")] == ["queues.html"]


def test_margin_sidebar_dropdown_and_full_width(course: Sites) -> None:
    page = course.article("design")
    assert texts(page, "aside.margin .sidebar-title") == ["A margin note"]
    assert texts(page, "aside.sidebar:not(.margin) .sidebar-title") == ["A sidebar"]
    assert not page.select_one("details.sd-dropdown").has_attr("open")
    assert {"tip", "dropdown"} <= set(page.select_one(".admonition")["class"])
    assert texts(page, ".full-width") == ["Wide."]


def test_chapters_are_numbered_in_the_list_of_contents(course: Sites) -> None:
    welcome = course.article("intro")
    assert texts(welcome, ".toctree-wrapper .caption") == ["Foundations"]
    assert texts(welcome, ".toctree-wrapper a") == ["1. Queues"]
    assert texts(welcome, "a.internal .std-numref") == ["Chapter 1"]
    assert texts(course.article("design"), "h1 .section-number") == ["1.1."]
