"""Exercises → proof that each grades: the starter fails, the solution passes, every mutant is told why not.

Each file is graded in a fresh process. Results are kept by what they follow from, the code, the tests and
the packages at hand, so that only what changed runs again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from build_tools.core.diagnostics import Diagnostic
from build_tools.core.files import digest, write_atomic
from build_tools.exercise.faults import finding
from build_tools.exercise.model import Exercise, Text
from grading import Outcome
from grading.host import Report, check

SLOW = 3.0  # seconds that a test may take natively
Runs = dict[str, Report]  # by "solution", "starter" and the names of mutants


@dataclass(frozen=True)
class Task:
    """One file to grade by the tests of its exercise."""

    exercise: Exercise
    name: str
    code: Text


def tasks_of(exercise: Exercise) -> list[Task]:
    """Return everything of an exercise that is graded."""
    mutants = [Task(exercise, f"mutants/{each.name}", each.code) for each in exercise.mutants]
    return [
        Task(exercise, "solution", exercise.solution),
        Task(exercise, "starter", exercise.starter),
        *mutants,
    ]


def grade_all(
    exercises: Iterable[Exercise],
    cache: Path | None,
    jobs: int,
    report: Callable[[int, int, str], None],
) -> dict[str, Runs]:
    """Grade every file of every exercise, `jobs` at a time; `cache` is a JSON file of earlier results.

    Returns runs by exercise key. Raises RuntimeError when tests fail by themselves.
    """
    tasks = [task for exercise in exercises for task in tasks_of(exercise)]
    known, tools = _load(cache), _tools()
    keys = {id(task): digest(tools, task.code.text, task.exercise.tests.text) for task in tasks}
    found: dict[str, Runs] = {}
    fresh: dict[str, Any] = {}
    with ThreadPoolExecutor(jobs) as pool:
        waiting = {}
        for task in tasks:
            old = known.get(keys[id(task)])
            waiting[pool.submit(_grade, task, old)] = task
        for done, future in enumerate(as_completed(waiting), start=1):
            task = waiting[future]
            result = future.result()
            found.setdefault(task.exercise.key, {})[task.name] = result
            fresh[keys[id(task)]] = asdict(result)
            report(done, len(tasks), f"{task.exercise.key} {task.name}")
    if cache is not None:
        write_atomic(cache, json.dumps({**known, **fresh}))
    return found


def _grade(task: Task, old: dict[str, Any] | None) -> Report:
    if old is not None:
        return Report(tuple(Outcome(**each) for each in old["outcomes"]), old["printed"])
    return check(task.code.text, task.exercise.tests.text)


def _load(cache: Path | None) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads(cache.read_text(encoding="utf-8")) if cache else {}
    except (FileNotFoundError, ValueError):  # half a file, or none: everything runs
        return {}
    return known


def _tools() -> str:
    """Return a digest of everything of ours that exercises import."""
    specs = [find_spec(name) for name in ("evidence", "grading", "tinytorch")]
    folders = [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return digest(*(path.read_bytes() for path in files))


def verdicts(exercise: Exercise, runs: Runs) -> Iterator[Diagnostic]:
    """Yield what the runs of one exercise prove against it."""
    for outcome in runs["solution"].outcomes:
        if not outcome.passed:
            yield finding(
                f"the solution fails '{outcome.test}': {outcome.message}",
                exercise.solution,
                "Mend the solution or the test.",
            )
        elif outcome.seconds > SLOW:
            yield finding(
                f"the test '{outcome.test}' takes {outcome.seconds:.1f} s",
                exercise.tests,
                f"A reader waits for it: at most {SLOW:.0f} s here, and a browser takes longer.",
            )
    if runs["starter"].passed:
        yield finding(
            "the starter passes all tests", exercise.starter, "Add a test that asks for the work."
        )
    for mutant in exercise.mutants:
        run = runs[f"mutants/{mutant.name}"]
        if run.passed:
            yield finding(
                f"the mutant '{mutant.name}' passes all tests",
                mutant.code,
                f"Add a test on which {mutant.misconception} leads astray.",
            )
        elif not any(each.kind == "failed" and each.message for each in run.outcomes):
            said = "; ".join(each.message for each in run.outcomes if not each.passed)
            yield finding(
                f"no assertion answers the mutant '{mutant.name}', only: {said}",
                mutant.code,
                "Let a test fail with a message for whoever thinks so.",
            )
