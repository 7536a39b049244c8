"""Cells in the reader's page: run in order, edited, kept, reset, and shown as a notebook shows them."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.laboratory.conftest import Host
from tests.laboratory.driving import Paper

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
CELLS = "chapters/cells.html"


def test_a_page_that_is_only_read_loads_nothing_of_python(page: Page, host: Host) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.base + "chapters/prose.html", wait_until="networkidle")
    assert not [url for url in asked if "_shared" in url]
    page.goto(host.base + CELLS, wait_until="networkidle")
    names = {url.rpartition("/")[2] for url in asked if "_shared" in url}
    assert names == {"lab.css", "start.mjs", "island.mjs", "offline.mjs", "store.mjs"}
    assert not [url for url in asked if not url.startswith((host.base[:-4], "data:"))]


def test_tools_move_nothing(page: Page, host: Host) -> None:
    page.add_init_script(
        "window.moved = []; new PerformanceObserver(list => window.moved.push(...list.getEntries().map("
        "e => e.value))).observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(host.base + CELLS, wait_until="networkidle")
    expect(Paper(page).tool(1, "run")).to_be_visible()
    assert sum(page.evaluate("window.moved")) < 0.005


def test_cells_share_a_namespace_and_find_their_data(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    assert "Cells above have not run in this page yet." in paper.run(2)
    first = paper.run(1)
    assert "two layers\n" in first
    assert "2560" in first
    assert "MB" in first
    assert "two 2048 2560" in paper.run(2)


def test_run_all_above_runs_them_in_order_and_leaves_out_what_cannot_run(
    page: Page, host: Host
) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.cell(5).hover()
    paper.tool(5, "above").click()
    assert "layer-bytes = 2560 B" in paper.result(4)
    assert "two layers are larger than one: holds" in paper.result(4)
    assert paper.cell(3).locator(".ml-own").count() == 0
    assert "3 steps" in paper.run(5)
    assert "small size of a test" in paper.result(5)


def test_a_native_cell_says_why_it_does_not_run(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    cell = Paper(page).cell(3)
    assert cell.locator("button.ml-tool-run").count() == 0
    cell.locator("summary").click()
    expect(cell).to_contain_text("Download the notebook to run it.")


def test_a_traceback_is_the_readers_own_lines_and_leads_to_them(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    shown = paper.try_code("import json\ndef read(text):\n    return json.loads(text)\nread('{')")
    assert "JSONDecodeError" in shown
    assert "cell 1, line 4" in shown
    assert "python3.12" not in shown
    paper.cell(1).locator(".ml-own-line", has_text="line 3").click()
    assert page.evaluate("getSelection().toString()").strip() == "return json.loads(text)"


def test_an_edit_outlives_the_page_until_reset(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    assert "changed" in paper.try_code("print('chan' + 'ged')", 6)
    page.wait_for_timeout(400)
    page.reload()
    expect(paper.cell(6).locator(".cm-content")).to_contain_text("'chan' + 'ged'")
    paper.cell(6).hover()
    paper.tool(6, "reset").click()
    expect(paper.cell(6).locator(".cm-content")).to_have_count(0)
    page.reload(wait_until="networkidle")
    assert "folded" in paper.run(6)


def test_completion_asks_the_running_python(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.try_code("import tinytorch")
    page.keyboard.press("Control+End")
    page.keyboard.type("\ntinytorch.manual_s")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("manual_seed")


def test_matplotlib_comes_when_it_is_imported_and_draws_svg(page: Page, host: Host) -> None:
    page.goto(host.base + "chapters/other.html")
    paper = Paper(page)
    assert "499500" in paper.run(1)
    paper.run(2)
    figure = paper.cell(2).locator(".ml-own-figure svg")
    expect(figure).to_contain_text("Doubling")
    assert figure.count() == 1


def test_text_without_a_newline_shows_at_once(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.start(
        "import time\nprint('par' + 'tial', end='')\nwhile True: time.sleep(0.01)", "partial"
    )
    paper.stop()


def test_html_that_a_cell_shows_does_nothing(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.try_code(
        "from IPython.display import HTML, display\n"
        "display(HTML('<b>bold</b><img src=x onerror=\"window.bad=1\"><script>window.bad=1</script>'))"
    )
    expect(paper.cell(1).locator(".ml-own-html b")).to_have_text("bold")
    assert page.evaluate("window.bad") is None


def test_without_its_bundle_the_editor_is_a_plain_field(reader: BrowserContext, host: Host) -> None:
    # Without a service worker, whose requests nobody can hold back.
    made = reader.browser.new_context(service_workers="block")  # type: ignore[union-attr]
    page = made.new_page()
    page.route("**/codemirror.mjs", lambda route: route.abort())
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.cell(1).hover()
    paper.tool(1, "edit").click()
    field = paper.cell(1).locator("textarea")
    field.fill("print('pl' + 'ain')")
    field.press("Shift+Enter")
    assert "plain" in paper.result(1)
    made.close()


def test_what_a_reader_made_goes_into_a_file_and_comes_back(
    page: Page, host: Host, tmp_path
) -> None:
    page.goto(host.base + CELLS)
    paper = Paper(page)
    paper.write(6, "print('mine')")
    page.wait_for_timeout(400)
    panel = paper.open_panel()
    with page.expect_download() as waiting:
        panel.get_by_role("button", name="Save to a file").click()
    kept = tmp_path / "mine.json"
    waiting.value.save_as(kept)
    assert any(
        "mine" in each["text"] for each in json.loads(kept.read_text())["kinds"]["edits"].values()
    )
    panel.get_by_role("button", name="Forget all of it").click()
    expect(panel).to_contain_text("Edits and progress are gone.")
    panel.locator("input[type=file]").set_input_files(kept)
    expect(panel).to_contain_text("entries were read")
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": "other"}')
    panel.locator("input[type=file]").set_input_files(wrong)
    expect(panel).to_contain_text("Nothing was read")
    panel.get_by_role("button", name="Forget all of it").click()
    expect(panel).to_contain_text("Edits and progress are gone.")
