"""Pages that ask: no fault that axe knows, also at the width of a phone, and readable without script."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PAGES = ("part/queues.html", "part/tails.html", "review.html")


def faults(page):
    page.add_script_tag(path=AXE)
    return page.evaluate(
        """async () => (await axe.run(document.querySelector("article, main"))).violations.map(
            (each) => [each.id, each.nodes.map((node) => node.html.slice(0, 120))])"""
    )


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1300, 360])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(page, host, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(host.base + path)
    page.wait_for_selector(".ml-live")
    if path == PAGES[0]:
        page.get_by_role("button", name="solution").or_(
            page.get_by_role("button", name="Solve it here")
        ).first.click()
        page.wait_for_selector(".ml-workbench .cm-content")
        page.locator("#quiz-queues-load").get_by_role("radio").first.check()
        page.locator("#quiz-queues-load").get_by_role("button", name="Check").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_everything_can_be_read(browser, host):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.base + PAGES[0])
    page.locator("#quiz-queues-load summary").click()
    assert "It grows by about ten" in page.locator("#quiz-queues-load").inner_text()
    page.locator("#exr-queues-sum-waits details.ml-solution summary").click()
    assert "max(arrival, free)" in page.locator("#exr-queues-sum-waits").inner_text()
    context.close()


def test_a_page_that_is_only_read_loads_no_python(page, host):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.base + PAGES[0])
    page.wait_for_selector(".ml-live")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pyodide" in url or "codemirror" in url]
    assert all(url.startswith(host.base.split("/below")[0]) for url in asked)
