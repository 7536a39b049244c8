"""A built site → seconds from Run to the first output, cold and again; what a page costs that is only read.

`python -m bench.page [SITE]` (the book's `_build/html`) opens the introduction in Chromium over loopback.
Cold is a new profile, again a new visit with the same one. The first cell is the chapter's own, which
imports NumPy and tinytorch and reads a data set.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import psutil
from playwright.sync_api import Page, Playwright, sync_playwright

from build_tools.checks.chromium import find_chromium

ROOT = Path(__file__).parents[1]
PAGE = "chapters/1-foundations/introduction.html"
ROUNDS = 5
_LONG = """window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: "longtask", buffered: true });"""
# The time that the page itself saw between the press and the first line that the cell printed or ended with.
_RUN = """async (id) => {
    const cell = document.getElementById(id);
    const start = performance.now();
    cell.querySelector(".ml-tool-run").click();
    await new Promise((done) => {
        const look = () => /\\d/.test(cell.querySelector(".ml-own .ml-own-status")?.textContent ?? "")
            && !cell.hasAttribute("data-busy") ? done() : requestAnimationFrame(look);
        look();
    });
    return (performance.now() - start) / 1000;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def first_output(page: Page, base: str) -> float:
    page.goto(base + PAGE, wait_until="networkidle")
    page.locator("#cell-1 .ml-tool-run").wait_for()
    seconds: float = page.evaluate(_RUN, "cell-1")
    return seconds


def reading(page: Page, base: str, site: Path) -> dict[str, Any]:
    """Return bytes as gzip sends them, and long tasks, of a page on which nothing is pressed."""
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.add_init_script(_LONG)
    page.goto(base + PAGE, wait_until="networkidle")
    files = {unquote(urlsplit(url).path.lstrip("/")) for url in asked if url.startswith("http")}
    sizes = {
        name: len(gzip.compress((site / name).read_bytes(), 9))
        for name in files
        if (site / name).is_file()
    }
    largest = sorted(sizes.items(), key=lambda each: -each[1])[:8]
    lab = sum(size for name, size in sizes.items() if name.startswith("_shared/"))
    return {
        "bytes": sum(sizes.values()),
        "bytes of the laboratory": lab,
        "largest": dict(largest),
        "long tasks, ms": page.evaluate("long"),
    }


def renderer_bytes() -> int:
    """Return the resident memory of the largest renderer below this process."""
    found = [
        each.memory_info().rss
        for each in psutil.Process().children(recursive=True)
        if "--type=renderer" in " ".join(each.cmdline())
    ]
    return max(found, default=0)


def visits(playwright: Playwright, base: str) -> dict[str, float]:
    """Return seconds cold and again, and a renderer's memory after, of one new profile."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as profile:
        for name in ("cold", "again"):
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            found[name] = first_output(context.new_page(), base)
            found["memory"] = renderer_bytes()
            context.close()
    return found


def main() -> None:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "_build/html").resolve()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/en/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        print(json.dumps(reading(browser.new_page(), base, site), indent=1))
        browser.close()
        rounds = [visits(playwright, base) for _ in range(ROUNDS)]
    for name in ("cold", "again"):
        values = [each[name] for each in rounds]
        print(
            f"{name}: median {statistics.median(values):.2f} s of {sorted(round(v, 2) for v in values)}"
        )
    print(f"renderer: {max(each['memory'] for each in rounds) / 1e6:.0f} MB")
    server.shutdown()


if __name__ == "__main__":
    main()
