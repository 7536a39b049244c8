"""What a reader's code can do wrong: each ends in a clear message, and the page goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.laboratory.conftest import Host, watched
from tests.laboratory.driving import Paper

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
CELLS = "chapters/cells.html"
# Code, and what the reader is told.
FAULTS = {
    "print('open": "SyntaxError",
    "import torch": "torch is not among them",
    "input('name? ')": "input() cannot ask in a page",
    "import numpy as np; np.zeros(10_000_000_000 // 8)": "no array can hold more than two gigabytes",
    "bytearray(10**10)": "32 bits",
    "held = []\nwhile True: held.append(bytearray(10**7))": "A page has room for about a gigabyte",
    "del held; import urllib.request; urllib.request.urlopen('http://example.com')": "no other host",
    "import js; await js.fetch('http://example.com')": "asks no other host",
    "import requests": "asks no other host",
    "import subprocess; subprocess.run(['ls'])": "can start no other program",
    "import threading; threading.Thread(target=print).start()": "one thread",
    "def again(): return again()\nagain()": "calls itself without end",
    "import builtins\ndel builtins.len, builtins.print": "are back: len, print",
    "import sys; sys.exit(3)": "SystemExit",
    "class Broken:\n    def __repr__(self): raise ValueError('no face')\nBroken()": "no face",
    "import sys; sys.stdout = None; print(1)": "",
}


@pytest.fixture(scope="module")
def paper(browser: Browser, host: Host) -> Iterator[Paper]:
    """One page for all: what one mishap leaves behind, the next has to live with."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    page = context.new_page()
    errors = watched(page)
    page.goto(host.base + CELLS)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    yield Paper(page)
    context.close()
    assert errors == []


@pytest.mark.parametrize("isolated", [False, True], ids=["first-page", "isolated"])
def test_a_loop_without_end_is_stopped(paper: Paper, isolated: bool) -> None:
    if isolated:
        paper.page.reload()
    assert paper.page.evaluate("crossOriginIsolated") is isolated
    paper.try_code("kept = 41")
    paper.start("print('a' + 'round')\nwhile True: pass", "around")
    told = paper.stop()
    if isolated:
        assert "Names that the cells have made are still there." in told
        assert "42" in paper.try_code("kept + 1")
    else:
        assert "Python was started anew" in told
        assert "NameError" in paper.try_code("kept + 1")
        assert "2" in paper.try_code("1 + 1")


@pytest.mark.parametrize("code", FAULTS)
def test_a_mishap_is_told_and_the_page_goes_on(paper: Paper, code: str) -> None:
    assert FAULTS[code] in paper.try_code(code)
    assert "good 3" in paper.try_code("print('good', len('abc'))")


def test_output_without_end_is_cut(paper: Paper) -> None:
    told = paper.try_code("for number in range(60_000): print('line', number)")
    assert "more characters were left out" in told
    assert len(told) < 250_000
    paper.start("print('be' + 'gun')\nwhile True: print('and on')", "begun")
    paper.page.wait_for_timeout(500)
    assert "Stopped" in paper.stop()


def test_what_hears_no_stop_is_ended(paper: Paper) -> None:
    """One call into compiled code: Python sees the stop only when it returns."""
    code = "print('go' + 'ing')\nimport numpy as np\na = np.ones((4000, 4000))\na @ a"
    paper.start(code, "going")
    paper.page.wait_for_timeout(500)
    assert "Python was started anew" in paper.stop()
    assert "4" in paper.try_code("2 + 2")


def test_python_that_cannot_be_loaded_says_so(browser: Browser, host: Host) -> None:
    context = browser.new_context(service_workers="block")
    page: Page = context.new_page()
    page.route("**/snapshot.bin", lambda route: route.fulfill(status=503))
    page.goto(host.base + CELLS)
    assert "Python could not be loaded: snapshot.bin: 503" in Paper(page).run(1)
    page.unroute("**/snapshot.bin")
    assert "2560" in Paper(page).run(1)
    context.close()
