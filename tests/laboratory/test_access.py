"""The laboratory by keyboard alone, to a screen reader, on a phone, from a folder, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.laboratory.conftest import ROOT, Host
from tests.laboratory.driving import SECONDS, Paper

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
CELLS = "chapters/cells.html"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[tuple[str, str]]:
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)["violations"]
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, host: Host, theme: str) -> None:
    context = browser.new_context(color_scheme=theme, viewport={"width": 1300, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.run(1)
    paper.run(4)
    paper.try_code("print('x')\nmissing", 6)
    paper.cell(3).locator("summary").click()
    assert violations(page) == []
    paper.open_panel()
    assert violations(page) == []
    context.close()


def test_everything_by_keyboard(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.tool(1, "run").focus()
    page.keyboard.press("Enter")
    assert "2560" in paper.result(1)
    expect(page.locator(".ml-told")).to_contain_text("Cell 1 has run")
    assert paper.tool(1, "run").evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = paper.cell(1).locator(".cm-content")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-label") == "Code of cell 1"
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()


def test_a_phone_shows_the_tools_and_nothing_is_wider(browser: Browser, host: Host) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(host.base + CELLS)
    paper = Paper(page)
    for name in ("run", "edit", "above", "reset", "more"):
        box = paper.tool(4, name).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert min(box["width"], box["height"]) >= 24
    paper.tool(1, "run").tap()
    assert "2560" in paper.result(1)
    paper.tool(4, "edit").tap()
    expect(paper.cell(4).locator(".cm-content")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_from_a_folder_the_page_reads_as_before(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "below/en" / CELLS).as_uri())
    expect(page.locator("article")).to_contain_text("The first cell makes a name.")
    assert page.locator(".ml-tool").count() == 0
    page.close()


def test_without_scripts_the_page_reads_as_before(browser: Browser, host: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.base + CELLS)
    expect(page.locator("article")).to_contain_text("The first cell makes a name.")
    expect(page.locator("#cell-1 .highlight")).to_contain_text("sizes = [512, 2048]")
    context.close()


def test_what_happens_is_announced(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.try_code("1 / 0")
    told = page.locator(".ml-told")
    expect(told).to_have_attribute("role", "status")
    expect(told).to_contain_text("Cell 1 has failed: ZeroDivisionError", timeout=SECONDS)
