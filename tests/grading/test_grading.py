"""Outcomes, their messages, and the limits of the process that grades."""

import pytest

from grading.host import check
from grading.reading import forbidden
from grading.sandbox import NoSandboxError, sandboxed

TESTS = """
def test_it_doubles(work):
    assert work.double(3) == 6, f"expected 6, got {work.double(3)}: add it twice"


def test_it_takes_lists(work):
    found = work.double([1])
    assert found[0] == 2, "each element is doubled"
"""
RIGHT = "def double(x):\n    return [2 * e for e in x] if isinstance(x, list) else 2 * x\n"


def outcomes(work, tests=TESTS, **limits):
    return check(work, tests, **limits).outcomes


def test_outcomes_are_named_in_words_and_in_order():
    assert [(each.test, each.passed) for each in outcomes(RIGHT)] == [
        ("it doubles", True),
        ("it takes lists", True),
    ]


def test_a_failed_assertion_gives_the_author_s_message():
    first, second = outcomes("def double(x):\n    return 7 if x == 3 else [2]\n")
    assert (first.kind, first.message) == ("failed", "expected 6, got 7: add it twice")
    assert second.passed


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("def double(x):\n    raise NotImplementedError\n", "Not written yet in line 2"),
        (
            "def double(x):\n    return 1 / 0\n",
            "ZeroDivisionError: division by zero in line 2, `return 1 / 0`",
        ),
        ("def double(x):\n    return double(x)\n", "calls itself without end"),
        ("def double(x):\n    assert False\n", "AssertionError in line 2"),
        ("def treble(x):\n    return 3 * x\n", "your code does not define `double`"),
        ("def double(x)\n    return 1\n", "SyntaxError in line 1"),
        ("x = undefined\n", "NameError"),
        ("raise SystemExit\n", "ends the program"),
        ("input('name? ')\n", "EOFError"),
        ("import torch_is_not_here\n", "ModuleNotFoundError"),
        (
            "class E(Exception):\n    def __str__(self): return 1 / 0\nraise E\n",
            "its text cannot be made",
        ),
    ],
)
def test_an_error_is_told_with_the_line_of_the_learner_s_code(work, said):
    found = outcomes(work)[0]
    assert not found.passed
    assert said in found.message


def test_what_a_test_cannot_use_is_told_so():
    found = outcomes("def double(x):\n    return 6 if x == 3 else None\n")[1]
    assert found.message.startswith("The test cannot use what the code gave it")


def test_a_loop_without_end_is_stopped():
    [found] = outcomes("while True:\n    pass\n", seconds=2)
    assert "within 2 s" in found.message


def test_too_much_memory_is_an_error_of_the_code():
    found = outcomes("x = bytearray(10 * 2**30)\n", memory=2 * 2**30)[0]
    assert "MemoryError" in found.message


def test_ten_million_lines_are_read_and_cut():
    report = check(
        "import sys\nfor _ in range(300):\n    sys.stdout.write('line\\n' * 10_000)\n" + RIGHT,
        TESTS,
    )
    assert report.passed
    assert 60_000 < len(report.printed) < 70_000


def test_mistaken_tests_are_the_author_s():
    with pytest.raises(RuntimeError, match="undefined_name"):
        check(RIGHT, "undefined_name\n")


def test_honest_code_may_use_classes_that_compare():
    tests = "def test_queue(work):\n    assert work.first([3, 1]).key == 1, 'the smallest comes first'\n"
    work = (
        "import heapq\nfrom dataclasses import dataclass\n\n"
        "@dataclass(order=True)\nclass Job:\n    key: int\n\n"
        "def first(keys):\n    jobs = [Job(k) for k in keys]\n    heapq.heapify(jobs)\n    return jobs[0]\n"
    )
    assert check(work, tests).passed


@pytest.mark.parametrize(
    "honest", ["frames = {'f': 1}", "def code(): pass", "x = 'gc is automatic'"]
)
def test_honest_names_are_not_taken_for_tricks(honest):
    assert forbidden(honest) is None


def test_untrusted_code_is_refused_without_a_sandbox(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(NoSandboxError, match="bubblewrap"):
        check(RIGHT, TESTS, untrusted=True)


def test_a_sandbox_that_does_not_start_is_none(tmp_path, monkeypatch):
    tool = tmp_path / "bwrap"
    tool.write_text("#!/bin/sh\necho no namespaces >&2\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(NoSandboxError, match="no namespaces"):
        sandboxed(["true"], str(tmp_path))
