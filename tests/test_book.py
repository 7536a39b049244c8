"""Our own book, built as a contributor builds it: executed, whole, linked, searchable, and quiet.

The build goes to the repository's `_build`, so that cells whose results are fresh do not run again.
"""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
CHAPTERS = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.glob("chapters/*/*.md")
)
# Executing the chapters takes four minutes on two quiet cores, and much longer on busy ones.
BUILD_SECONDS = 1500

pytestmark = pytest.mark.timeout(BUILD_SECONDS + 300)


def run(*command: str | Path, timeout: float = BUILD_SECONDS) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(each) for each in command], cwd=ROOT, capture_output=True, text=True, timeout=timeout
    )


@pytest.fixture(scope="module")
def site() -> Path:
    """The site that `make html` makes, with warnings as errors as the house wants it."""
    built = run(BIN / "mlsysbook", "html", ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    return ROOT / "_build" / "html"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as play:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        if not Path(path).exists():
            pytest.skip("Chromium is not installed (set CHROMIUM to its path)")
        chromium = play.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


def page(site: Path, docname: str) -> BeautifulSoup:
    return BeautifulSoup((site / "en" / f"{docname}.html").read_text(encoding="utf-8"), "html5lib")


def test_the_landing_page_names_every_part_and_says_that_the_work_is_independent(
    site: Path,
) -> None:
    text = page(site, "index").get_text(" ")
    for part in ("Foundations", "Design", "Performance", "Deployment", "Trust", "Frontiers"):
        assert part in text
    assert "independent work" in text


@pytest.mark.parametrize("docname", CHAPTERS)
def test_a_chapter_shows_what_its_cells_made(site: Path, docname: str) -> None:
    soup = page(site, docname)
    assert len(soup.select(".cell_output")) >= 5
    assert len(soup.select(".ml-experiment")) >= 3
    assert len(soup.select("figure svg[role=img]")) >= 4
    assert len(soup.select("math")) >= 10
    assert not soup.select(".system-message, .problematic")


@pytest.mark.parametrize("docname", CHAPTERS)
def test_a_chapter_can_be_taken_along_as_notebook_and_script(site: Path, docname: str) -> None:
    for suffix in (".ipynb", ".py"):
        links = [link["href"] for link in page(site, docname).select(f'a[href$="{suffix}"]')]
        assert links
        target = (site / "en" / f"{docname}.html").parent / links[0]
        assert "tinytorch" in target.resolve().read_text(encoding="utf-8")


def test_every_internal_link_and_fragment_leads_somewhere(site: Path) -> None:
    checked = run(
        BIN / "lychee", "--offline", "--include-fragments", "--no-progress",
        "--root-dir", site, "--exclude-path", "_static", site,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    assert " 0 Errors" in checked.stdout


def test_a_second_build_has_nothing_to_do(site: Path) -> None:
    again = run(BIN / "mlsysbook", "html", ROOT)
    assert "Nothing changed" in again.stdout + again.stderr


@pytest.mark.browser
def test_no_page_asks_another_host_or_fails_in_the_console(
    site: Path, address: str, browser: Browser
) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    for path in sorted((site / "en").rglob("*.html")):
        if "_static" not in path.parts:
            tab.goto(f"{address}/{path.relative_to(site)}", wait_until="networkidle")
    strangers = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert (strangers, errors) == ([], [])
    tab.close()


@pytest.mark.browser
def test_search_finds_a_word_of_a_chapter(site: Path, address: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{address}/en/index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("coordinated omission")
    tab.get_by_role("dialog").locator('a[href*="benchmarking"]').first.wait_for(timeout=20_000)
    tab.close()


@pytest.mark.slow
def test_plain_jupyter_book_builds_the_same_sources(site: Path) -> None:
    built = run(BIN / "jupyter-book", "build", ROOT, "--path-output", ROOT / "_build" / "jb")
    assert built.returncode == 0, built.stderr[-3000:]
    pages = ROOT / "_build" / "jb" / "_build" / "html"
    for docname in CHAPTERS:
        soup = BeautifulSoup((pages / f"{docname}.html").read_text(encoding="utf-8"), "html5lib")
        assert len(soup.select(".cell_output")) >= 5
