"""The copy for offline: whole, kept in one piece, renewed in one piece, and removed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.laboratory.conftest import BELOW, Host, build
from tests.laboratory.driving import SECONDS, Paper

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
CELLS = "chapters/cells.html"
KEPT = "caches.keys().then(keys => keys.filter(key => !key.endsWith('notes')))"


@pytest.fixture(scope="module")
def host(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host of its own: it is killed, and what it serves is replaced."""
    folder = tmp_path_factory.mktemp("offline")
    shutil.copytree(book / "_build/html", folder / BELOW)
    made = Host(folder)
    made.start()
    yield made
    made.kill()


def save(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    panel = Paper(page).open_panel()
    expect(panel.get_by_role("button").nth(1)).to_contain_text("offline")
    if panel.get_by_role("button", name="Remove the offline copy").count():
        page.keyboard.press("Escape")
        return
    button = panel.get_by_role("button", name="Save for offline")
    expect(button).to_contain_text("MB")
    button.click()
    expect(panel).to_contain_text("Saved for offline", timeout=SECONDS)
    page.keyboard.press("Escape")


def test_the_whole_edition_works_with_the_server_gone(page: Page, host: Host) -> None:
    save(page, host)
    host.kill()
    page.goto(host.base + "chapters/prose.html")
    expect(page.locator("h1")).to_contain_text("Prose")
    assert page.locator("body").evaluate("e => getComputedStyle(e).fontFamily") != "serif"
    page.goto(host.base)
    expect(page.locator("h1")).to_contain_text("A book that runs")
    page.goto(host.base + CELLS)
    assert page.evaluate("crossOriginIsolated")
    paper = Paper(page)
    assert "2560" in paper.run(1)
    assert "two 2048 2560" in paper.run(2)
    page.goto(host.base + "chapters/other.html")
    Paper(page).run(1)
    Paper(page).run(2)
    expect(Paper(page).cell(2).locator(".ml-own-figure svg")).to_contain_text("Doubling")
    page.goto(host.base.replace("/en/", "/index.html"))
    page.wait_for_url("**/en/index.html")
    host.start()


def test_a_newer_build_takes_the_place_of_the_copy_at_once_and_whole(
    page: Page, reader: BrowserContext, host: Host, book: Path
) -> None:
    save(page, host)
    (old,) = page.evaluate(KEPT)
    source = book / "chapters/prose.md"
    text = source.read_text(encoding="utf-8")
    try:
        source.write_text(
            text.replace("which loads nothing", "of a second build, which loads nothing")
        )
        build(book)
    finally:
        source.write_text(text)
    shutil.rmtree(host.folder / BELOW)
    shutil.copytree(book / "_build/html", host.folder / BELOW)
    page.goto(host.base + CELLS)
    expect(page.locator(".ml-told")).to_contain_text(
        "A newer edition has been saved", timeout=SECONDS
    )
    page.goto(host.base + "chapters/prose.html")
    expect(page.locator("article")).to_contain_text("of a second build")
    page.wait_for_function(f"{KEPT}.then(keys => keys.length === 1 && keys[0] !== '{old}')")


def test_a_file_that_is_not_the_listed_one_leaves_no_copy(page: Page, host: Host) -> None:
    page.goto(host.base + CELLS)
    panel = Paper(page).open_panel()
    panel.get_by_role("button", name="Remove the offline copy").click()
    expect(panel.get_by_role("button", name="Save for offline")).to_be_visible()
    assert page.evaluate(KEPT) == []
    changed = host.folder / BELOW / "en/chapters/prose.html"
    before = changed.read_bytes()
    changed.write_bytes(before + b" ")
    panel.get_by_role("button", name="Save for offline").click()
    expect(panel).to_contain_text("Not saved: en/chapters/prose.html", timeout=SECONDS)
    assert page.evaluate(KEPT) == []
    changed.write_bytes(before)
