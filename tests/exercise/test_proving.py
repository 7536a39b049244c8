"""`mlsysbook exercise check`: silent about a good exercise, and each fault at its file."""

import json

import pytest

from build_tools.core.diagnostics import BuildError
from build_tools.exercise import Library
from build_tools.exercise.faults import objectives_of
from build_tools.pipeline.exercises import check
from tests.exercise.conftest import EXERCISE, QUIZ

TESTS, SOLUTION = EXERCISE / "tests.py", EXERCISE / "solution.py"


def test_good_exercises_and_quizzes_are_proved(prove):
    assert prove() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "where", "said"),
    [
        (
            SOLUTION,
            "max(arrival, free)",
            "arrival",
            (SOLUTION, 1),
            "the solution fails 'the example'",
        ),
        (
            EXERCISE / "mutants/neighbor.py",
            "pairs = zip(arrivals, arrivals[1:])",
            "free = total = 0.0\n    for a in arrivals:\n        total += max(a, free) - a\n"
            "        free = max(a, free) + service\n    return total\n    pairs = []",
            (EXERCISE / "mutants/neighbor.py", 1),
            "the mutant 'neighbor' passes",
        ),
        (
            EXERCISE / "mutants/neighbor.py",
            "pairs = zip(arrivals, arrivals[1:])",
            "raise ValueError('no')\n    pairs = []",
            (EXERCISE / "mutants/neighbor.py", 1),
            "no assertion answers the mutant",
        ),
        (
            EXERCISE / "mutants/neighbor.py",
            "busy-is-efficient",
            "busy-is-fine",
            (EXERCISE / "mutants/neighbor.py", 1),
            "no misconception 'busy-is-fine'",
        ),
        (TESTS, "import random\n", "import random\nimport socket\n", (TESTS, 2), "import socket"),
        (
            TESTS,
            ', f"expected 1.0 s for the example, got {found}"',
            "",
            (TESTS, 14),
            "without a message",
        ),
        (QUIZ, "mean-is-typical", "mean-is-all", (QUIZ, 1), "no misconception 'mean-is-all'"),
        (QUIZ, "tolerance = 0.01", "tolerance = 1.01", (QUIZ, 11), "'tolerance' is relative"),
        (
            EXERCISE / "exercise.toml",
            "minutes = 10\n",
            "",
            (EXERCISE / "exercise.toml", 1),
            "'minutes'",
        ),
    ],
)
def test_a_fault_is_found_where_it_is(prove, path, old, new, where, said):
    found = prove(path, old, new)
    assert [(place, line) for place, line, message in found if said in message] == [
        (where[0].as_posix(), where[1])
    ]


def test_a_starter_that_passes_is_a_fault(prove, root):
    (root / EXERCISE / "starter.py").write_text((root / SOLUTION).read_text())
    [(path, _, message)] = prove()
    assert (path, message) == (f"{EXERCISE}/starter.py", "the starter passes all tests")


def test_only_what_changed_runs_again(prove, root):
    prove()
    cache = root / "_build/.cache/exercises.json"
    before = json.loads(cache.read_text())
    prove(EXERCISE / "starter.py", "together.", "in all.")
    after = json.loads(cache.read_text())
    assert len(before) == 4
    assert len(after.keys() - before.keys()) == 1


def test_objectives_beyond_those_of_the_chapter_are_found(prove, root):
    page = root / "part/queues.md"
    page.write_text(
        "# Queues\n\n```{objectives}\n:reading: 5\n\n- Use Little's law.\n- Wait.\n```\n"
    )
    found = prove(QUIZ, "objective = 1", "objective = 3")
    messages = [message for _, _, message in found]
    assert "objective 3 is asked for, but the chapter lists 2" in messages
    assert "objective 2 has 0 quiz items of 2" in messages
    assert objectives_of([page], "queues") == 2


def test_a_name_that_nothing_has_is_refused(root):
    with pytest.raises(BuildError, match="Did you mean queues/sum-waits"):
        check(root, ["queues/sum-wait"], 1, lambda _progress: None)
    with pytest.raises(BuildError, match="there is no quiz 'queue'"):
        check(root, ["queue"], 1, lambda _progress: None)


def test_the_library_lists_what_is_there(root):
    library = Library(root)
    assert library.chapters() == ["queues"]
    assert library.exercises("queues") == ["sum-waits"]
    assert library.quizzes() == ["queues"]
    assert set(library.misconceptions()) == {"mean-is-typical", "busy-is-efficient"}
