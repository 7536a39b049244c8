"""Pages to execute → results, on a Dask cluster whose workers see the same files at the same paths."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.execute.chapter import execute
from build_tools.execute.job import Job, Result

CONNECT_SECONDS = 10


def run_cluster(
    together: Sequence[Job],
    alone: Sequence[Job],
    address: str,
    started: Callable[[Job], None],
    finished: Callable[[Job, Result], None],
) -> None:
    """Execute `together` as the workers have room, then each of `alone` with nothing else of ours running.

    Callbacks are called in this thread. Raises BuildError when the scheduler at `address` does
    not answer or has no worker.
    """
    # Imported late: it costs 0.6 s, which a local run need not pay.
    from distributed import Client, as_completed

    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise BuildError(_unreachable(address, error)) from None
    with client, client.as_current():
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise BuildError(_unreachable(address, error)) from None
        for batch in (list(together), *([job] for job in alone)):
            futures = {}
            for job in batch:
                started(job)
                # Not pure: running a page twice is meant to measure twice.
                futures[client.submit(execute, job, pure=False, retries=1)] = job
            for future in as_completed(futures):  # type: ignore[no-untyped-call]
                job = futures[future]
                finished(job, _result(job, future.result, address))


def _result(job: Job, wait: Callable[[], Result], address: str) -> Result:
    from distributed.scheduler import KilledWorker

    try:
        return wait()
    except KilledWorker as error:
        lost = Diagnostic(
            code=Code.EXECUTE_SCHEDULER,
            message=f"the workers of {address} that executed '{job.docname}' were lost: {error}",
            remedy="Look at the workers' logs; or run without --scheduler.",
            path=job.path,
        )
        return Result(job.docname, job.notebook, 0.0, True, (lost,))


def _unreachable(address: str, error: Exception) -> Diagnostic:
    return Diagnostic(
        code=Code.EXECUTE_SCHEDULER,
        message=f"no Dask scheduler with a worker answers at {address}: {error}",
        remedy="Start `dask scheduler` and `dask worker`, mend the address, or run without --scheduler.",
    )
