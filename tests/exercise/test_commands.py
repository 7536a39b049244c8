"""`mlsysbook exercise run`, `list` and `new`, as a person calls them."""

import pytest
from click.testing import CliRunner

from build_tools.cli import main
from tests.exercise.conftest import EXERCISE


@pytest.fixture
def call(root):
    return lambda *words: CliRunner().invoke(main, ["exercise", *words, "-C", str(root)])


def test_run_shows_every_outcome_and_fails_with_the_code(call, root):
    good = call("run", "queues/sum-waits", str(root / EXERCISE / "solution.py"))
    bad = call("run", "queues/sum-waits", str(root / EXERCISE / "mutants/negative.py"))
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert good.output.count("passed ") == 3
    assert "FAILED  an idle server makes nobody wait" in bad.output
    assert "is a wait below zero counted?" in bad.output


def test_run_refuses_untrusted_code_without_a_sandbox(call, root, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    found = call("run", "queues/sum-waits", str(root / EXERCISE / "solution.py"), "--untrusted")
    assert found.exit_code == 1
    assert "not run without a sandbox" in found.output


def test_check_says_what_it_proved(call):
    found = call("check", "queues")
    assert found.exit_code == 0, found.output
    assert (
        "1 exercises in 4 versions, 6 quiz items: all of them grade as they promise" in found.output
    )


def test_list_names_exercises_and_quizzes(call):
    assert "queues/sum-waits" in call("list").output
    assert "6 items, 2 of them asked later" in call("list").output


def test_a_new_exercise_needs_only_its_misconceptions(call):
    assert call("new", "queues/double-it", "--title", "Double it").exit_code == 0
    found = call("check", "queues/double-it")
    assert found.exit_code == 1
    assert found.output.count("there is no misconception 'an-id-of-misconceptions-toml'") == 2
    assert "2 errors" in found.output
    assert call("new", "queues/double-it", "--title", "Again").exit_code == 1
