"""A book's code cells → their published outputs, as a step of its own or of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from build_tools.builders.result import Progress, Report
from build_tools.core.book import Book
from build_tools.core.diagnostics import Diagnostic
from build_tools.execute import Outcome, Plan, RunOptions, plan, run
from build_tools.execute import Progress as CellProgress
from build_tools.pipeline.lock import locked
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
    *,
    force: bool = False,
) -> Executed:
    """Run what is out of date on `pages` (on all when none is named). Raises BuildError."""
    with writable(book.paths.output), locked(book.paths.output, say):
        return run_plans(book, _plans(book, pages, force=force), options, report)


def run_plans(book: Book, plans: list[Plan], options: RunOptions, report: Report) -> Executed:
    """Run `plans` while the caller holds the lock; pages that fail keep their last good outputs."""

    def forward(step: CellProgress) -> None:
        item = f"{step.docname} cell {step.cell}/{step.cells}" if step.cells else step.docname
        report(Progress("execute", step.done, step.total, item))

    return Executed(tuple(run(book, plans, options, forward)))


def explain(book: Book, pages: Iterable[str], *, force: bool = False) -> Iterator[str]:
    """Yield a line for each page with cells: its state, and why it will run if it will."""
    for each in _plans(book, pages, force=force):
        if each.state == "no-cells":
            continue
        yield f"{each.docname}: {each.state}"
        for reason in each.reasons:
            yield f"    {reason}"
        for problem in each.problems:
            yield f"    {problem}"


def _plans(book: Book, pages: Iterable[str], *, force: bool) -> list[Plan]:
    return plan(book, tuple(pages) or None, mode="force" if force else None)
