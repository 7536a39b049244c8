"""Sources of a learner's code and of its tests → outcomes, in this interpreter, which is spent afterwards."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Callable
from time import perf_counter
from types import ModuleType
from typing import Any

from grading.answers import OWN_NUMBERS, TooAgreeableError, Work
from grading.guard import Guard, copied
from grading.messages import described, failed, shortened, syntax
from grading.outcome import Kind, Outcome
from grading.reading import forbidden
from grading.watch import RefusedError, watch

# As in `guard`: what the learner's code does to the built-ins must not reach the functions below.
PRISTINE: dict[str, Any] = dict(vars(builtins))
globals()["__builtins__"] = PRISTINE

Test = Callable[[Any], None]
RUNS = "the code runs"
UNTOUCHED = "the tests' tools are left alone"


class Grader:
    """The tests of one exercise, loaded before any of the learner's code."""

    def __init__(self, tests: str) -> None:
        self.source = tests
        module = ModuleType("tests")
        space: dict[str, Any] = vars(module)
        space["__builtins__"] = dict(PRISTINE)
        sys.modules["tests"] = module  # where dataclasses look their annotations up
        try:
            exec(compile(tests, "tests.py", "exec"), space)
        finally:
            del sys.modules["tests"]
        copied(space)
        self.own_numbers = bool(space.get(OWN_NUMBERS))
        self.tests: dict[str, Test] = {
            name: each
            for name, each in space.items()
            if name.startswith("test_") and callable(each)
        }
        if not self.tests:
            raise ValueError("the tests have no function test_…(work)")

    def grade(self, work: str) -> list[Outcome]:
        """Run the learner's code, then each test."""
        try:
            sly = forbidden(work)
        except SyntaxError as error:
            return [Outcome(RUNS, "error", syntax(error))]
        except ValueError as error:  # a zero byte
            return [Outcome(RUNS, "error", f"The code cannot be read: {error}")]
        if sly:
            return [Outcome(UNTOUCHED, "refused", f"The code is not graded: {sly}.")]
        module = ModuleType("work")
        vars(module)["__builtins__"] = dict(PRISTINE)
        guard = Guard()
        # Nothing here is to be found by name; what runs keeps what it needs.
        for name in [each for each in sys.modules if each.split(".")[0] == "grading"]:
            del sys.modules[name]
        sys.modules["work"] = module
        refusals = watch()
        began = perf_counter()
        try:
            exec(compile(work, "work.py", "exec"), vars(module))
        except BaseException as error:  # SystemExit too: whatever the code does, it is graded
            kind: Kind = "refused" if isinstance(error, RefusedError) else "error"
            message = described(error, work, self.source)
            return [Outcome(RUNS, kind, message, perf_counter() - began)]
        if touched := _touched(guard, refusals):
            return [touched]
        seen = Work(module, self.own_numbers)
        return [
            self._one(name, each, seen, work, guard, refusals) for name, each in self.tests.items()
        ]

    def _one(
        self, name: str, test: Test, work: Work, source: str, guard: Guard, refusals: list[str]
    ) -> Outcome:
        kind: Kind = "passed"
        message, began = "", perf_counter()
        try:
            test(work)
        except (TooAgreeableError, RefusedError) as error:
            kind, message = "refused", shortened(str(error))
        except AssertionError as error:
            # One that the learner's own code raised is an error of that code.
            kind, message = "failed", failed(error, self.source)
            if _raised_by_work(error):
                kind, message = "error", described(error, source, self.source)
        except BaseException as error:
            kind, message = "error", described(error, source, self.source)
        spent = perf_counter() - began
        if touched := _touched(guard, refusals):
            kind, message = "refused", touched.message
        return Outcome(name.removeprefix("test_").replace("_", " "), kind, message, spent)


def grade(work: str, tests: str) -> list[Outcome]:
    """Grade `work`, source code, by `tests`, source code. Call once in an interpreter.

    Raises whatever is wrong with the tests themselves, an author's mistake.
    """
    return Grader(tests).grade(work)


def report(work: str, tests: str) -> str:
    """Return the outcomes as JSON, as a page's worker wants them."""
    return json.dumps(
        [
            {"test": each.test, "kind": each.kind, "passed": each.passed, "message": each.message}
            for each in grade(work, tests)
        ]
    )


def _touched(guard: Guard, refusals: list[str]) -> Outcome | None:
    names = [*guard.changed(), *refusals]
    refusals.clear()
    if not names:
        return None
    message = (
        f"The code changes or reaches for {', '.join(names[:3])}, which the tests stand on. "
        "Solve the task with names of your own."
    )
    return Outcome(UNTOUCHED, "refused", message)


def _raised_by_work(error: AssertionError) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename == "work.py"
