"""A run that is interrupted or killed: its kernels end, what was finished stays, the rest runs next time."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import psutil
import pytest

from build_tools.execute import load, plan
from tests.execute.conftest import page

RUN = """
import sys
from pathlib import Path
from build_tools.core.book import read_book
from build_tools.execute import RunOptions, plan, run
book = read_book(Path(sys.argv[1]))
run(book, plan(book), RunOptions(jobs=2), lambda each: print(each.docname, each.event, flush=True))
"""
SLOW = "import os, time\nopen('pid', 'w').write(str(os.getpid()))"


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def scratch():
    """A short path for the kernels' sockets, removed also after a process that could not clean up."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield folder


def gone(pid):
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_was_finished_stays_and_kernels_end(make, how, scratch):
    book = make({"quick.md": page("print('quick')"), "slow.md": page(SLOW, "time.sleep(50)")})
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(book.root)],
        env={**os.environ, "TMPDIR": scratch},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = set()
        while not {"quick done", "slow cell"} <= said:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            said.add(line.strip())
        kernel = int((book.root / "pid").read_text())
        process.send_signal(how)
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    if how is signal.SIGINT:
        assert "KeyboardInterrupt" in errors
        assert gone(kernel), "Ctrl-C kills the kernels before it returns"
    # A killed process cannot clean up; its kernels notice within a second that it is gone.
    wait_for(lambda: gone(kernel))
    assert load(book, "quick").notebook.cells[0].outputs[0]["text"] == "quick\n"
    assert load(book, "slow") is None
    assert {each.docname: each.state for each in plan(book)} == {
        "index": "no-cells", "quick": "fresh", "slow": "missing",
    }  # fmt: skip
