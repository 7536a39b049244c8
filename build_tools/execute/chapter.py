"""One page to execute → its cells with outputs: the work that a local pool and a cluster do alike."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from build_tools.core.diagnostics import Diagnostic, Severity
from build_tools.execute import failure
from build_tools.execute.client import CappedClient
from build_tools.execute.job import Job, Result
from build_tools.execute.kernel import Kernel, KernelFailed, running_kernel
from build_tools.execute.memory import share
from build_tools.execute.notebook import tags
from build_tools.execute.streams import merged_streams

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Called after each cell with its number from 1.
CellDone = Callable[[int], None]
WATCH_SECONDS = 0.2
# Outputs may still arrive after a cell has ended; printing 100 MB takes seconds to transfer.
DRAIN_SECONDS = 60


def execute(job: Job) -> Result:
    """Execute a page in a kernel of its own: what a worker of a cluster calls."""
    return asyncio.run(execute_page(job, lambda _: None))


async def execute_page(job: Job, cell_done: CellDone) -> Result:
    """Execute a page in a kernel of its own, reporting each cell. What a user can mend is in the result."""
    started = time.monotonic()
    if job.memory_limit is None:
        job = replace(job, memory_limit=share(job.beside))
    problems: list[Diagnostic] = []
    try:
        async with running_kernel(job.kernel, job.cwd) as kernel:
            stopped = await _Runner(job, kernel, cell_done, problems).run()
    except NoSuchKernel:
        problems.append(failure.kernel_missing(job))
        stopped = True
    except KernelFailed as error:
        problems.append(failure.kernel_missing(job, str(error)))
        stopped = True
    return Result(job.docname, job.notebook, time.monotonic() - started, stopped, tuple(problems))


class _Runner:
    """The cells of one page, one after another, in one kernel."""

    def __init__(
        self, job: Job, kernel: Kernel, cell_done: CellDone, problems: list[Diagnostic]
    ) -> None:
        self._job = job
        self._kernel = kernel
        self._cell_done = cell_done
        self._problems = problems
        self._full = False
        self._small = False
        self._client = CappedClient(
            job.notebook,
            km=kernel.manager,
            timeout_func=self._seconds,
            allow_errors=job.allow_errors,
            iopub_timeout=DRAIN_SECONDS,
            # Its pattern for carriage returns takes time quadratic in the length of a line.
            coalesce_streams=False,
            record_timing=False,
            output_limit=job.output_limit,
        )
        self._client.kc = kernel.client
        self._client.reset_execution_trackers()

    async def run(self) -> bool:
        """Run every cell; return True when one stopped the page."""
        self._job.notebook.metadata["language_info"] = self._kernel.language
        async with self._watched():
            for index, cell in enumerate(self._job.notebook.cells):
                await self._resize(small=self._job.smoke and "recorded" in tags(cell))
                problem = await self._cell(index, cell)
                if index in self._client.cut:
                    warning = failure.output_cut(self._job, cell, index + 1)
                    self._problems.append(replace(warning, severity=Severity.WARNING))
                if problem is not None:
                    self._problems.append(problem)
                    return True
                self._cell_done(index + 1)
        self._client.set_widgets_metadata()
        return False

    async def _cell(self, index: int, cell: NotebookNode) -> Diagnostic | None:
        started = time.monotonic()
        try:
            await self._client.async_execute_cell(cell, index)
        except CellExecutionError:
            return failure.cell_failed(self._job, cell, index + 1)
        except CellTimeoutError:
            return failure.timed_out(self._job, cell, index + 1)
        except DeadKernelError:
            # nbclient takes any cancellation for a dead kernel; one that was asked for goes on.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise asyncio.CancelledError from None
            died = failure.out_of_memory if self._full else failure.kernel_died
            return died(self._job, cell, index + 1)
        finally:
            cell.outputs = merged_streams(cell.outputs)
            cell.metadata["seconds"] = round(time.monotonic() - started, 4)
        return None

    def _seconds(self, cell: NotebookNode) -> int | None:
        """Return the time limit of a cell; a long cell that runs in full has none."""
        in_full = not self._job.smoke and "recorded" in tags(cell)
        return None if in_full else self._job.timeout

    async def _resize(self, *, small: bool) -> None:
        """Set or clear, inside the kernel, the variable that `evidence.smoke()` reads."""
        if small == self._small:
            return
        value = '"1"' if small else '""'
        code = f'__import__("os").environ["MLSYSBOOK_SMOKE"] = {value}'
        self._kernel.client.execute(code, silent=True, store_history=False)
        self._small = small

    @contextlib.asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self) -> None:
        """Kill the kernel once it holds more memory than allowed.

        Resident memory is watched because a limit on address space (RLIMIT_AS) stops libraries that
        reserve far more than they use, and macOS ignores it.
        """
        with contextlib.suppress(psutil.NoSuchProcess):
            limit = self._job.memory_limit or share(1)
            while self._kernel.process.memory_info().rss <= limit:
                await asyncio.sleep(WATCH_SECONDS)
            self._full = True
            self._kernel.process.kill()
