"""What came back from a kernel → stored outputs, and what the user is told about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.execute.fingerprint import recorded_path
from build_tools.execute.job import Job, Outcome, Result, RunOptions
from build_tools.execute.planning import Plan, page_of, plan
from build_tools.execute.recorded import apply_recorded, write_recorded
from build_tools.execute.records import Claim, read_records
from build_tools.execute.store import Corrupt, Store


@dataclass(frozen=True)
class Publisher:
    """Stores results of one book under the rules of one run."""

    book: Book
    options: RunOptions

    def publish(self, planned: Plan, job: Job, result: Result, when: str) -> Outcome:
        """Store a result and return its outcome; a failed page keeps its last good outputs."""
        problems = list(result.problems)
        failed = result.failed
        if planned.recorded and not failed:
            try:
                problems += self._long_cells(job, result, when)
            except BuildError as error:
                problems += error.diagnostics
                failed = True
        _, claims, found = read_records(result.notebook, job.docname, job.path)
        problems += found
        # A claim of another kind has stopped its cell already, unless the cell expects it.
        missed = [claim for claim in claims if claim.kind == "measured" and not claim.holds]
        problems += [self._not_reproduced(job, claim) for claim in missed]
        failed = failed or bool(found)
        seconds = sum(cell.metadata.get("seconds", 0.0) for cell in result.notebook.cells)
        if not failed or not self._has_good(job.docname):
            now = planned
            if self.options.recorded and planned.recorded:
                # The record that was just written is part of the fingerprint.
                [now] = plan(self.book, [job.docname])
            about: dict[str, Any] = {
                "parts": now.parts,
                "seconds": round(seconds, 3),
                "when": when,
                "complete": not failed,
            }
            Store(self.book.paths).put(job.docname, now.fingerprint, result.notebook, about)
        ok = not any(problem.severity is Severity.ERROR for problem in problems)
        return Outcome(job.docname, ok and not failed, True, seconds, tuple(problems))

    def _long_cells(self, job: Job, result: Result, when: str) -> list[Diagnostic]:
        path = recorded_path(page_of(self.book, job.docname))
        if self.options.recorded:
            write_recorded(result.notebook, path, when)
            return []
        found = apply_recorded(result.notebook, path, job.path)
        return [self._strictly(problem) for problem in found]

    def _not_reproduced(self, job: Job, claim: Claim) -> Diagnostic:
        tries = "once" if claim.attempts == 1 else f"{claim.attempts} times"
        return self._strictly(
            Diagnostic(
                code=Code.CLAIM_NOT_REPRODUCED,
                message=f"cell {claim.cell} of '{job.docname}' claims, and measured {tries} "
                f"without finding it: {claim.text}",
                remedy="Run again on a quiet machine; if it stays, the claim or its slack is wrong.",
                severity=Severity.WARNING,
                path=job.path,
                line=(job.notebook.cells[claim.cell - 1].metadata.get("source_map") or [None])[0],
            )
        )

    def _strictly(self, problem: Diagnostic) -> Diagnostic:
        return replace(problem, severity=Severity.ERROR) if self.options.strict else problem

    def _has_good(self, docname: str) -> bool:
        store = Store(self.book.paths)
        try:
            index = store.index(docname)
            if index.current is None or not index.entries[index.current]["complete"]:
                return False
            store.text(docname, index, index.current)
        except (Corrupt, KeyError):
            return False
        return True
