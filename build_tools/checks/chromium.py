"""A folder with Pyodide → its Python at work in Chromium, called from a test or a bench.

The folder is served on the loopback interface by the plainest server there is, as a reader's static host
would: no headers of isolation, no compression. Chromium and playwright are tools of development only.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_OPEN = """async () => {
    const { Session } = await import("./session.mjs");
    window.printed = [];
    window.session = new Session((text) => window.printed.push(text));
}"""
# Playwright waits for a promise without end; the page's own clock bounds it, for Python is in a worker.
_CALL = """async ([name, values, seconds]) => {
    let clock;
    const late = new Promise((_, refuse) => {
        clock = setTimeout(() => refuse(new Error(`no answer in ${seconds} s`)), seconds * 1000);
    });
    try {
        return await Promise.race([window.session[name](...values), late]);
    } finally {
        clearTimeout(clock);
    }
}"""


def find_chromium() -> str | None:
    """Return the path of Chromium (the variable CHROMIUM wins), None where there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@dataclass
class PagePython:
    """A booted Python in a page; `requests` are the addresses that the page has asked for."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)

    def unpack(self, file: str, folder: str) -> None:
        """Unpack a zip of the served folder into a folder of Python's file system."""
        self._call("unpack", [file, folder], 60)

    def run(self, code: str, seconds: float = 60) -> Any:
        """Run code; return its last expression, a plain value. Raises playwright's Error with Python's."""
        return self._call("run", [code], seconds)

    def printed(self) -> list[str]:
        """Return the lines that Python has printed since the last call."""
        text: str = self.page.evaluate("() => window.printed.splice(0).join('')")
        return text.splitlines()

    def _call(self, name: str, values: list[Any], seconds: float) -> Any:
        return self.page.evaluate(_CALL, [name, values, seconds])


@contextmanager
def python_in_chromium(
    folder: Path, chromium: str, packages: list[str], seconds: float = 60
) -> Iterator[PagePython]:
    """Serve `folder`, open it in the browser at `chromium`, boot Python with `packages`."""
    with _served(folder) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        try:
            page = browser.new_context().new_page()
            python = PagePython(page, base)
            page.context.on("request", lambda request: python.requests.append(request.url))
            page.goto(base)
            page.evaluate(_OPEN)
            python._call("boot", [packages], seconds)
            yield python
        finally:
            browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that ends a worker in the middle of a file."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
