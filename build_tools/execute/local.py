"""Pages to execute → results, on this machine: one kernel a page, as many pages at once as asked.

One event loop drives all kernels, which are processes of their own. Worker processes that each drive one
kernel were not needed: what the driver does for a page is small beside the kernel's 0.5 s of starting, and
on two cores starting two kernels at once takes 0.6 of the time of starting them in turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from build_tools.execute.chapter import execute_page
from build_tools.execute.job import Job, Result

Started = Callable[[Job], None]
CellOf = Callable[[Job, int], None]
Finished = Callable[[Job, Result], None]


def run_local(
    together: Sequence[Job],
    alone: Sequence[Job],
    parallel: int,
    started: Started,
    cell_done: CellOf,
    finished: Finished,
) -> None:
    """Execute `together` side by side, then each of `alone` with nothing else of ours running.

    Callbacks are called in this thread. On Ctrl-C the kernels are killed and KeyboardInterrupt passes on;
    results that were finished before have been handed over.
    """

    async def one(job: Job, room: asyncio.Semaphore) -> None:
        async with room:
            started(job)
            result = await execute_page(job, lambda cell: cell_done(job, cell))
        finished(job, result)

    async def every() -> None:
        room = asyncio.Semaphore(parallel)
        async with asyncio.TaskGroup() as group:
            for job in together:
                group.create_task(one(job, room))
        for job in alone:
            await one(job, room)

    asyncio.run(every())
