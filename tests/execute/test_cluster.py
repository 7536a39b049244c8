"""A real scheduler and two real workers on loopback do what the local pool does."""

import json
import os
import subprocess
import sys
import time

import pytest

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError
from build_tools.execute import RunOptions, load, plan, run
from tests.execute.conftest import cell, page, write_book

PAGES = {
    "sub/a.md": page(
        "import helper\nprint(helper.f())", "import os\nprint(os.path.basename(os.getcwd()))"
    ),
    "sub/helper.py": "def f():\n    return 41",
    "b.md": page("from evidence import record\nrecord('x', 3, kind='computed')", "{'a': 1}"),
    "bad.md": page("1 / 0"),
    "m.md": page(cell("print('measured')", "measure")),
}


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    python = [sys.executable, "-m"]
    here = ["--scheduler-file", str(file), "--no-dashboard"]
    environment = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "error"}
    commands = [
        [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *here],
        *(
            [
                *python, "distributed.cli.dask_worker", *here, "--host", "127.0.0.1", "--no-nanny",
                "--nthreads", "1", "--local-directory", str(folder / str(at)),
            ]
            for at in range(2)
        ),
    ]  # fmt: skip
    processes = [
        subprocess.Popen(each, env=environment, stderr=subprocess.DEVNULL, cwd=folder)
        for each in commands
    ]
    try:
        yield _address(file)
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait(timeout=10)


def _address(file):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if file.exists() and file.read_text():
            return json.loads(file.read_text())["address"]
        time.sleep(0.05)
    raise AssertionError("the scheduler did not come up")


def stored(book, docname):
    """What a page shows, without what differs between two runs of the same: dates and seconds."""
    cells = load(book, docname).notebook.cells
    for each in cells:
        del each.metadata["seconds"]
        for output in each.outputs:
            for payload in (output.get("data") or {}).values():
                if isinstance(payload, dict):
                    payload.pop("date", None)
                    payload.pop("machine", None)
    return json.dumps(cells, sort_keys=True)


def test_a_cluster_gives_what_the_local_pool_gives(tmp_path, scheduler):
    local = write_book(tmp_path / "local", PAGES)
    remote = write_book(tmp_path / "remote", PAGES)
    seen = []
    mine = run(local, plan(local))
    theirs = run(remote, plan(remote), RunOptions(scheduler=scheduler), seen.append)

    assert (
        [each.ok for each in theirs]
        == [each.ok for each in mine]
        == [True, True, False, True, True]
    )
    for docname in ("sub/a", "b", "bad", "m"):
        assert stored(remote, docname) == stored(local, docname).replace(
            str(local.root), str(remote.root)
        )
    [problem] = theirs[2].problems
    assert problem == mine[2].problems[0]
    assert [found.fingerprint for found in plan(remote)] == [
        found.fingerprint for found in plan(local)
    ]
    assert [(each.docname, each.event) for each in seen][-2:] == [("m", "start"), ("m", "done")]
    assert load(remote, "b").records["x"].value == 3


def test_a_scheduler_that_does_not_answer_is_said(make, monkeypatch):
    monkeypatch.setattr("build_tools.execute.cluster.CONNECT_SECONDS", 1)
    book = make({"a.md": page("1")})
    with pytest.raises(BuildError) as caught:
        run(book, plan(book), RunOptions(scheduler="tcp://127.0.0.1:1"))
    assert caught.value.diagnostics[0].code is Code.EXECUTE_SCHEDULER


@pytest.mark.parametrize("address", ["nonsense://x", "127.0.0.1:notaport"])
def test_an_address_that_is_none_is_said(make, monkeypatch, address):
    monkeypatch.setattr("build_tools.execute.cluster.CONNECT_SECONDS", 1)
    book = make({"a.md": page("1")})
    with pytest.raises(BuildError, match=address):
        run(book, plan(book), RunOptions(scheduler=address))
