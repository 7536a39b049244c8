"""A folder that Python boots from, and the Chromium that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.builders.browser import PACKAGE, assemble
from build_tools.checks.chromium import PagePython, find_chromium, python_in_chromium
from tests.browser.archives import pack_tests, pack_tools
from tests.browser.selection import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = assemble(ROOT, tmp_path_factory.mktemp("python"))
    pack_tools(target / "tools.zip")
    pack_tests(target / "tests.zip")
    return target


# Not for the session: while it is open, nothing else in this process can run an event loop.
@pytest.fixture(scope="module")
def python(folder: Path) -> Iterator[PagePython]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("Chromium is not installed (set CHROMIUM to its path)")
    with python_in_chromium(folder, chromium, [PACKAGE], seconds=120) as page:
        yield page
