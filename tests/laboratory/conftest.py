"""The sample book in tests/roots/laboratory, built once, served below a path without any headers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from build_tools.checks.chromium import find_chromium

ROOT = Path(__file__).parents[2]
BELOW = "below"


def build(book: Path) -> None:
    tool = Path(sys.executable).with_name("mlsysbook")
    subprocess.run(
        [tool, "html", "--no-execute", "--quiet", book],
        check=True,
        capture_output=True,
        timeout=120,
    )


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book with its site in `_build/html`."""
    target = tmp_path_factory.mktemp("laboratory") / "book"
    shutil.copytree(ROOT / "tests/roots/laboratory", target)
    shutil.copytree(ROOT / "book/theme", target / "theme")
    build(target)
    return target


@pytest.fixture(scope="session")
def site(book: Path) -> Path:
    """A folder to serve; the site lies in `below`."""
    folder = book.parent / "served"
    shutil.copytree(book / "_build/html", folder / BELOW)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class Host:
    """A server that can be killed and, at the same address, started again."""

    folder: Path
    port: int = 0
    server: ThreadingHTTPServer | None = field(default=None)

    def start(self) -> None:
        handler = partial(_Quiet, directory=str(self.folder))
        ThreadingHTTPServer.allow_reuse_address = True
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, daemon=True).start()

    def kill(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/{BELOW}/en/"


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[Host]:
    made = Host(site)
    made.start()
    yield made
    made.kill()


# Not for the session: while it is open, nothing else in this process can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


def watched(page: Page) -> list[str]:
    """Return a list that errors of the page will be added to."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor for a whole file of tests: what the browser has loaded once, it has."""
    made = browser.new_context(viewport={"width": 1300, "height": 900})
    made.set_default_timeout(30_000)
    yield made
    made.close()


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    made = reader.new_page()
    errors = watched(made)
    yield made
    made.close()
    assert errors == []
