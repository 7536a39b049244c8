"""Files of exercises → the outcomes that Chromium's Python comes to, each in a fresh worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.builders.browser import PACKAGE, assemble
from build_tools.checks.chromium import PagePython, find_chromium, python_in_chromium
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.exercise.faults import finding
from build_tools.exercise.proving import Runs, Task
from grading.outcome import Kind, Outcome

SECONDS = 120  # for one file, its boot of Python included
# The next worker boots while this one grades, as on a reader's page.
_GRADE = """async ([work, tests, seconds]) => {
  const { Session } = await import("./session.mjs");
  const fresh = () => {
    const session = new Session();
    session.ready = session.boot(["%s"]);
    session.ready.catch(() => {});
    return session;
  };
  const session = window.spare ?? fresh();
  let clock;
  const late = new Promise((_, refuse) => {
    clock = setTimeout(() => refuse(new Error("no answer in time")), seconds * 1000);
  });
  const grade = async () => {
    await session.ready;
    window.spare = fresh();
    await session.files({ "/work.txt": work, "/tests.txt": tests });
    return session.run(`import grading
grading.report(open("/work.txt").read(), open("/tests.txt").read())`);
  };
  try {
    return await Promise.race([late, grade()]);
  } finally {
    clearTimeout(clock);
    session.dispose();
  }
}"""


def compare(
    root: Path,
    tasks: Sequence[Task],
    native: dict[str, Runs],
    report: Callable[[int, int, str], None],
) -> list[Diagnostic]:
    """Grade what a browser can run in Chromium; return where it comes to something else than `native`.

    Raises BuildError without Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        message = "Chromium is not installed"
        remedy = "Install it, or set CHROMIUM to its path."
        raise BuildError(Diagnostic(code=Code.BUILD_TOOL_MISSING, message=message, remedy=remedy))
    found = []
    runnable = [task for task in tasks if task.exercise.where == "browser"]
    with TemporaryDirectory(prefix="exercises-") as folder:
        assemble(root, Path(folder))
        with python_in_chromium(Path(folder), chromium, [PACKAGE], SECONDS) as page:
            for done, task in enumerate(runnable, start=1):
                there = graded(page, task.code.text, task.exercise.tests.text)
                here = native[task.exercise.key][task.name].outcomes
                if _kinds(there) != _kinds(here):
                    found.append(_differs(task, here, there))
                report(done, len(runnable), f"{task.exercise.key} {task.name} in the browser")
    return found


def graded(page: PagePython, work: str, tests: str) -> tuple[Outcome, ...]:
    """Return the outcomes from a fresh worker of the page."""
    answer = json.loads(page.page.evaluate(_GRADE % PACKAGE, [work, tests, SECONDS]))
    return tuple(Outcome(each["test"], each["kind"], each["message"]) for each in answer)


def _kinds(outcomes: Sequence[Outcome]) -> list[tuple[str, Kind]]:
    return [(each.test, each.kind) for each in outcomes]


def _differs(task: Task, here: Sequence[Outcome], there: Sequence[Outcome]) -> Diagnostic:
    pairs = zip(here, there, strict=False)
    first = next(
        (
            f"'{a.test}' {a.kind} here, {b.kind} there. {b.message or a.message}"
            for a, b in pairs
            if a.kind != b.kind
        ),
        "other tests",
    )
    return finding(
        f"{task.name} is graded otherwise in the browser: {first}",
        task.code,
        "Its machine has 32-bit addresses (np.intp is int32), and NumPy 2.0: draw the same numbers in "
        "both, and leave room for rounding.",
    )
