"""A book's code cells → their published outputs, as a step of its own or of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from build_tools.builders.result import Progress, Report
from build_tools.core.book import Book
from build_tools.core.config import ExecutionMode
from build_tools.core.diagnostics import Diagnostic
from build_tools.execute import Outcome, Plan, RunOptions, plan, run
from build_tools.execute import Progress as CellProgress
from build_tools.pipeline.lock import CELLS, locked
from build_tools.pipeline.writable import writable


@dataclass(frozen=True)
class Executed:
    """What a run came to, in words and as diagnostics."""

    outcomes: tuple[Outcome, ...]

    @property
    def ok(self) -> bool:
        """Whether every page that had to run did."""
        return all(outcome.ok for outcome in self.outcomes)

    @property
    def idle(self) -> bool:
        """Whether nothing ran and nothing was wrong."""
        return not any(each.executed or each.problems or not each.ok for each in self.outcomes)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What went wrong on any page."""
        return tuple(problem for outcome in self.outcomes for problem in outcome.problems)

    @property
    def summary(self) -> str:
        """One sentence for a person."""
        ran = [outcome for outcome in self.outcomes if outcome.executed]
        failed = [outcome.docname for outcome in self.outcomes if not outcome.ok]
        text = f"{len(ran)} of {len(self.outcomes)} pages run"
        return f"{text}; failed: {', '.join(failed)}" if failed else text


def execute(
    book: Book,
    pages: Iterable[str],
    options: RunOptions,
    report: Report,
    say: Callable[[str], None],
    mode: ExecutionMode | None = None,
) -> Executed:
    """Run what is out of date on `pages` (on all when none is named). Raises BuildError.

    `mode` replaces the book's own: "force" runs every cell, "off" none. Pages that fail keep their last good
    outputs.
    """

    def forward(step: CellProgress) -> None:
        item = f"{step.docname} cell {step.cell}/{step.cells}" if step.cells else step.docname
        report(Progress("execute", step.done, step.total, item))

    with writable(book.paths.output), locked(book.paths.output, say, CELLS):
        plans = _plans(book, pages, mode)
        return Executed(tuple(run(book, plans, options, forward)))


def stale(book: Book) -> bool:
    """Return whether a page's cells have to run. Raises BuildError."""
    return any(each.runs for each in plan(book))


def explain(book: Book, pages: Iterable[str], mode: ExecutionMode | None) -> Iterator[str]:
    """Yield a line for each page with cells: its state, and why it will run if it will."""
    for each in _plans(book, pages, mode):
        if each.state == "no-cells":
            continue
        yield f"{each.docname}: {each.state}"
        for reason in each.reasons:
            yield f"    {reason}"
        for problem in each.problems:
            yield f"    {problem}"


def _plans(book: Book, pages: Iterable[str], mode: ExecutionMode | None) -> list[Plan]:
    return plan(book, tuple(pages) or None, mode=mode)
