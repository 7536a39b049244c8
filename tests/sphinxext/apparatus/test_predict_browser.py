"""Predict first, in a browser: committing opens the results and is remembered; without script folds do."""

import pytest
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.browser
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(built):
    return (built.outdir / "chapter.html").as_uri()


def test_a_committed_prediction_opens_the_results_and_stays(chromium, address):
    page = chromium.new_context().new_page()
    page.goto(address)
    form = page.locator("#pre-loops form")
    results = page.locator("#exp-loops details.ml-result")
    assert form.is_visible()
    assert results.count() == 2
    assert not page.locator("#exp-loops details.ml-result[open]").count()
    form.locator("input").fill("10")
    form.locator("button").click()
    assert page.locator("#exp-loops details.ml-result[open]").count() == 2
    page.reload()
    assert form.locator("output").inner_text() == "You predicted: 10\u202f× · Found: 4×"
    assert page.locator("#exp-loops details.ml-result[open]").count() == 2


def test_an_empty_prediction_commits_to_nothing(chromium, address):
    page = chromium.new_context().new_page()
    page.goto(address)
    page.locator("#pre-loops button").click()
    assert not page.locator("#exp-loops details.ml-result[open]").count()


def test_without_script_the_fold_alone_does_the_work(chromium, address):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert not page.locator("#pre-loops form").is_visible()
    page.locator("#exp-loops details.ml-result summary").first.click()
    assert page.locator("#exp-loops details.ml-result pre").first.is_visible()
