"""tinytorch's own tests in Chromium, under Pyodide: the same outcome as natively, test by test."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from build_tools.checks.chromium import PagePython
from tests.browser.selection import FOLDER, LEFT_OUT, ROOT, deselected, files

pytestmark = pytest.mark.browser
SITE = "/lib/python3.12/site-packages"
RUN = """
import sys
sys.path.insert(0, {root!r})
from tests.browser.runner import run
run({files!r}, {left_out!r}, {root!r})
"""


def run_code(root: str) -> str:
    return RUN.format(root=root, files=files(), left_out=deselected())


def natively() -> subprocess.Popen[str]:
    code = run_code(str(ROOT)).rstrip().rsplit("\n", 1)
    script = f"{code[0]}\nresult = {code[1]}\nprint('\\n' + result)"
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


@pytest.mark.timeout(600)
def test_the_page_passes_what_passes_natively(python: PagePython) -> None:
    python.unpack("tools.zip", SITE)
    python.unpack("tests.zip", "/checkout")
    with natively() as process:
        page: dict[str, Any] = json.loads(python.run(run_code("/checkout"), seconds=400))
        native = json.loads(process.communicate(timeout=120)[0].splitlines()[-1])
    assert native["failures"] == {}
    assert page["failures"] == {}
    assert page["outcomes"] == native["outcomes"]
    assert list(page["outcomes"].values()).count("passed") > 600


def test_every_name_that_is_left_out_is_a_test() -> None:
    for name in LEFT_OUT:
        file, _, test = name.partition("::")
        assert f"def {test}" in (ROOT / FOLDER / file).read_text(encoding="utf-8"), name


def test_nothing_is_asked_of_another_host(python: PagePython) -> None:
    assert any(address.endswith("pyodide.asm.wasm") for address in python.requests)
    assert [each for each in python.requests if not each.startswith(python.base)] == []
