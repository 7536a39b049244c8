"""Plans → executed, stored and published pages: what `mlsysbook execute` and every build do first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from build_tools.core.book import Book
from build_tools.core.diagnostics import BuildError, Severity
from build_tools.execute.job import Job, Outcome, Progress, Result, RunOptions
from build_tools.execute.planning import Plan, page_of
from build_tools.execute.publishing import Publisher
from build_tools.execute.store import Corrupt, Store, corrupt


def run(
    book: Book,
    plans: Iterable[Plan],
    options: RunOptions | None = None,
    report: Callable[[Progress], None] = lambda _: None,
) -> list[Outcome]:
    """Do what the plans say and return an outcome for each, in their order.

    A page that fails keeps its last good outputs and lets the others finish. Each page is stored as soon
    as it is done, so an interrupted run loses only what was running. Raises BuildError when the Dask
    scheduler cannot be reached, KeyboardInterrupt on Ctrl-C after killing the kernels.
    """
    run_ = _Run(book, options or RunOptions(), report)
    plans = list(plans)
    jobs = [job for plan in plans if (job := run_.prepare(plan)) is not None]
    if jobs:
        run_.execute(jobs)
    return [run_.outcomes[plan.docname] for plan in plans]


@dataclass
class _Run:
    book: Book
    options: RunOptions
    report: Callable[[Progress], None]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    _plans: dict[str, Plan] = field(default_factory=dict)
    _started: dict[str, float] = field(default_factory=dict)
    _total: int = 0
    _done: int = 0

    def prepare(self, plan: Plan) -> Job | None:
        """Settle a plan that needs no kernel, or return the job that it takes."""
        again = self.options.recorded and plan.recorded
        problems = plan.problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            self.outcomes[plan.docname] = Outcome(plan.docname, False, False, 0.0, problems)
            return None
        if not plan.runs and not again:
            self.outcomes[plan.docname] = Outcome(plan.docname, True, False, 0.0, problems)
            return None
        if plan.stored and not again:
            try:
                Store(self.book.paths).switch(plan.docname, plan.fingerprint, plan.parts)
            except Corrupt as error:
                # It was whole when the plan was made; somebody damaged it since. Run it after all.
                plan = replace(plan, problems=(*problems, corrupt(plan.docname, error)))
            else:
                self.outcomes[plan.docname] = Outcome(plan.docname, True, False, 0.0, problems)
                return None
        return self._job(plan)

    def _job(self, plan: Plan) -> Job | None:
        # Imported late: a run that finds everything fresh reads no notebook.
        from build_tools.execute.source import job_of

        try:
            job = job_of(self.book, page_of(self.book, plan.docname), self.options)
        except BuildError as error:
            problems = (*plan.problems, *error.diagnostics)
            self.outcomes[plan.docname] = Outcome(plan.docname, False, False, 0.0, problems)
            return None
        self._plans[plan.docname] = plan
        return job

    def execute(self, jobs: list[Job]) -> None:
        """Execute jobs locally or on a cluster; those that measure come last, one at a time."""
        self._total = len(jobs)
        alone = [job for job in jobs if self._plans[job.docname].measures]
        together = [job for job in jobs if not self._plans[job.docname].measures]
        # Each branch imports its own: the local pool needs no Dask, the cluster no pool; both cost time.
        if self.options.scheduler is not None:
            from build_tools.execute.cluster import run_cluster

            run_cluster(together, alone, self.options.scheduler, self.started, self.finished)
            return
        from build_tools.execute.local import run_local

        parallel = max(1, self.options.jobs or os.cpu_count() or 1)
        # The longest first: what starts last should not keep one core waiting for long.
        together.sort(key=self._last_seconds, reverse=True)
        together = [replace(job, beside=min(parallel, len(together))) for job in together]
        alone = [replace(job, beside=1) for job in alone]
        run_local(together, alone, parallel, self.started, self.cell_done, self.finished)

    def started(self, job: Job) -> None:
        """Report that a page starts."""
        self._started[job.docname] = time.monotonic()
        self._report(job, "start", 0)

    def cell_done(self, job: Job, cell: int) -> None:
        """Report that a cell is done."""
        self._report(job, "cell", cell)

    def finished(self, job: Job, result: Result) -> None:
        """Store what came back, or keep what was there."""
        plan = self._plans[job.docname]
        when = datetime.now(UTC).isoformat(timespec="seconds")
        outcome = Publisher(self.book, self.options).publish(plan, job, result, when)
        self.outcomes[job.docname] = replace(outcome, problems=(*plan.problems, *outcome.problems))
        self._done += 1
        self._report(job, "done" if outcome.ok else "failed", len(result.notebook.cells))

    def _report(self, job: Job, event: str, cell: int) -> None:
        seconds = time.monotonic() - self._started[job.docname]
        cells = len(job.notebook.cells)
        self.report(
            Progress(job.docname, event, cell, cells, seconds, self._done, self._total)  # type: ignore[arg-type]
        )

    def _last_seconds(self, job: Job) -> float:
        try:
            index = Store(self.book.paths).index(job.docname)
        except Corrupt:
            return 0.0
        return (
            float(index.entries[index.current]["seconds"])
            if index.current in index.entries
            else 0.0
        )
