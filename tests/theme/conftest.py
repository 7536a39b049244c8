"""The sample book in tests/roots/theme, built once with the theme, indexed, served."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served; the pages lie in `site/below` of it."""
    folder = tmp_path_factory.mktemp("theme")
    book = folder / "book"
    shutil.copytree(ROOT / "tests/roots/theme", book)
    shutil.copytree(ROOT / "book/theme", book / "theme")
    tool = Path(sys.executable).with_name("mlsysbook")
    subprocess.run(
        [tool, "html", "--no-execute", "--quiet", book],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = folder / "site/below"
    shutil.copytree(book / "_build/html", pages)
    if not (pages / "pagefind").is_dir():
        index = [sys.executable, "-m", "pagefind", "--site", str(pages)]
        subprocess.run(index, check=True, capture_output=True, timeout=60)
    return folder / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address of the landing page's folder, below the server's root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/"
    server.shutdown()
    server.server_close()


# Not for the session: while it is open, nothing else in this process can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor; an error on the page fails the test."""
    made = browser.new_context(viewport={"width": 1300, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    assert errors == []
