"""Real kernels. They cost about a second each, so one book holds every fault and is run once."""

import pytest

from build_tools.core.codes import Code
from build_tools.core.diagnostics import Severity
from build_tools.execute import RunOptions, load, load_records, plan, run
from tests.execute.conftest import cell, page, write_book

EVIDENCE = """import os
from evidence import claim, record
record("answer", 42, unit="s")
claim("time runs backwards", lambda: False)
print(os.path.basename(os.getcwd()))"""

FAULTS = {
    "sub/good.md": page(EVIDENCE, "import numpy as np\nrecord('long', np.arange(99.0))"),
    "raises.md": page("def f(x):\n    return 1 / x", "a = 0\n\nf(a)", "print('never')"),
    "hangs.md": page("print('before')", "while True:\n    pass"),
    "dies.md": page("import os\nos._exit(3)"),
    "floods.md": page("for _ in range(1000):\n    print('x' * 100_000)", "print('after')"),
    "fills.md": page("x = []\nwhile True:\n    x.append(b'x' * 20_000_000)"),
    "expected.md": page(cell("1 / 0", "raises-exception"), cell("1 / 0", "skip-execution"), "2"),
    "nokernel.md": page("1").replace("name: python3", "name: fortran"),
    "claims.md": page("from evidence import claim\nclaim('1 is 2', 1 == 2, kind='computed')"),
    "twice.md": page("from evidence import record\nrecord('x', 1)", "record('x', 2)"),
}


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    root = tmp_path_factory.mktemp("faults") / "book"
    book = write_book(root, FAULTS, execute="timeout: 6")
    seen = []
    options = RunOptions(jobs=3, memory_limit=900_000_000, output_limit=1_000_000)
    outcomes = run(book, plan(book), options, seen.append)
    return book, {each.docname: each for each in outcomes}, seen


def only(faults, docname):
    [problem] = faults[1][docname].problems
    return problem


def test_a_failure_lets_the_others_finish(faults):
    _, outcomes, _ = faults
    assert {name for name, each in outcomes.items() if each.ok} == {
        "index", "sub/good", "floods", "expected",
    }  # fmt: skip


def test_outputs_and_records_are_published(faults):
    book, _, _ = faults
    executed = load(book, "sub/good")
    assert executed.notebook.cells[0].outputs[-1]["text"].strip() == "sub", (
        "cells run beside the page"
    )
    assert executed.notebook.metadata["language_info"]["name"] == "python"
    assert executed.records["answer"].value == 42
    assert executed.machine["cores"] >= 1
    assert load_records(book.paths, "sub/good")["long"].array.shape == (99,)
    assert (book.paths.records / "sub" / "good" / "long.npz").is_file()
    assert plan(book, ["sub/good"])[0].state == "fresh"


def test_a_timing_claim_that_never_holds_warns(faults):
    problem = only(faults, "sub/good")
    assert (problem.code, problem.severity) == (Code.CLAIM_NOT_REPRODUCED, Severity.WARNING)
    assert "3 times" in problem.message


def test_a_cell_that_raises_is_named_with_its_line(faults):
    problem = only(faults, "raises")
    source = FAULTS["raises.md"].splitlines()
    assert problem.code is Code.EXECUTE_CELL_FAILED
    assert problem.path.as_posix() == "raises.md"
    assert source[problem.line - 1] == "f(a)"
    assert "cell 2" in problem.message
    assert "ZeroDivisionError" in problem.message
    assert "return 1 / x" in problem.remedy
    assert "\x1b" not in problem.remedy


@pytest.mark.parametrize(
    ("docname", "code", "words"),
    [
        ("hangs", Code.EXECUTE_TIMEOUT, "cell 2 of 'hangs' ran longer than 6 s"),
        ("dies", Code.EXECUTE_KERNEL_DIED, "died in cell 1"),
        ("fills", Code.EXECUTE_MEMORY, "used more than 0.8 GiB"),
        ("nokernel", Code.EXECUTE_KERNEL_MISSING, "'fortran' of 'nokernel' is not installed"),
        ("claims", Code.CLAIM_FAILED, "1 is 2"),
        ("twice", Code.RECORD_DUPLICATE, "by cell 1 and again by cell 2"),
    ],
)
def test_faults_are_named(faults, docname, code, words):
    problem = only(faults, docname)
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert words in problem.message
    assert problem.path.as_posix() == f"{docname}.md"
    assert problem.line is not None


def test_a_flood_is_cut_and_said(faults):
    book, _, _ = faults
    problem = only(faults, "floods")
    assert (problem.code, problem.severity) == (Code.EXECUTE_OUTPUT_TOO_LARGE, Severity.WARNING)
    first, second = load(book, "floods").notebook.cells
    text = "".join(output["text"] for output in first.outputs)
    assert len(text) < 1_000_200
    assert text.endswith("[output cut here: the limit is 1,000,000 bytes a cell]\n")
    assert second.outputs[0]["text"] == "after\n"


def test_an_expected_error_is_an_output(faults):
    book, _, _ = faults
    first, second, third = load(book, "expected").notebook.cells
    assert first.outputs[0]["ename"] == "ZeroDivisionError"
    assert second.outputs == []
    assert third.outputs[0]["data"]["text/plain"] == "2"


def test_a_page_that_never_was_good_shows_how_far_it_came(faults):
    book, _, _ = faults
    executed = load(book, "hangs")
    assert executed.complete is False
    assert executed.notebook.cells[0].outputs[0]["text"] == "before\n"
    assert plan(book, ["hangs"])[0].reasons == ("failed the last time",)


def test_progress_counts_cells_and_pages(faults):
    _, _, seen = faults
    events = [(each.event, each.cell, each.cells) for each in seen if each.docname == "sub/good"]
    assert events == [("start", 0, 2), ("cell", 1, 2), ("cell", 2, 2), ("done", 2, 2)]
    assert seen[-1].done == seen[-1].total == len(FAULTS)


def test_a_page_that_fails_keeps_its_last_good_outputs(make):
    book = make({"a.md": page("print('good')")})
    assert run(book, plan(book))[0].ok
    make({"a.md": page("print('bad')\n1 / 0")})
    [outcome] = [each for each in run(book, plan(book)) if each.executed]
    assert not outcome.ok
    assert load(book, "a").notebook.cells[0].outputs[0]["text"] == "good\n"
    make({"a.md": page("print('good')")})
    assert plan(book, ["a"])[0].state == "fresh"


SIZES = """import time
from evidence import record, smoke
time.sleep(0 if smoke() else 4.3)
record("steps", 3 if smoke() else 2000, kind="computed")"""


def test_long_cells_run_small_and_show_their_record(make):
    # Run in full, a long cell takes longer than the limit for cells, which is not for it.
    files = {"a.md": page("import numpy", cell(SIZES, "recorded"), "print(smoke())")}
    book = make(files, execute="timeout: 4")
    [outcome] = run(book, plan(book, ["a"]))
    assert outcome.ok
    assert [each.code for each in outcome.problems] == [Code.EXECUTE_NOT_RUN]
    assert load(book, "a").records == {}

    [outcome] = run(book, plan(book, ["a"]), RunOptions(recorded=True))
    assert outcome.problems == ()
    assert load(book, "a").records["steps"].value == 2000
    assert plan(book, ["a"])[0].state == "fresh"

    [outcome] = run(book, plan(book, ["a"], "force"))
    assert outcome.problems == ()
    *_, last = load(book, "a").notebook.cells
    assert load(book, "a").records["steps"].value == 2000
    assert last.outputs[0]["text"] == "False\n", "only long cells run small"


def test_errors_are_allowed_where_the_book_says_so(make):
    book = make(
        {"a.md": page("1 / 0", "print('on')")}, execute="allow_errors: true\n  run_in_temp: true"
    )
    [outcome] = run(book, plan(book, ["a"]))
    assert outcome.ok
    assert load(book, "a").notebook.cells[1].outputs[0]["text"] == "on\n"


def test_pages_that_measure_run_alone_and_last(make):
    busy = page("import time", "time.sleep(0.2)")
    book = make({"a.md": page(cell("1", "measure")), "b.md": busy, "c.md": busy})
    seen = []
    run(book, plan(book), RunOptions(jobs=2), seen.append)
    order = [(each.docname, each.event) for each in seen if each.event in ("start", "done")]
    assert order[-2:] == [("a", "start"), ("a", "done")]
    assert {each for each, _ in order[:2]} == {"b", "c"}, "others run side by side"
