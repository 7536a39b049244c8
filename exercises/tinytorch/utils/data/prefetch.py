"""A function and a list of arguments become results in order, computed ahead by threads.

While the model computes on one batch, threads prepare the next ones. Threads suffice, because NumPy
gives up the interpreter lock while it copies and computes; PyTorch needs processes, for datasets
written in plain Python, and pays for them with start-up time and copies.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
R = TypeVar("R")

HAS_THREADS = sys.platform != "emscripten"


def prefetch(
    function: Callable[[A], R], arguments: Iterable[A], threads: int, ahead: int
) -> Iterator[R]:
    """Yield ``function(a)`` for each argument in order, with up to ``ahead`` results waiting.

    An exception in a thread is raised here, at the place of its result. When the iteration ends for
    whatever reason (exhausted, `break`, an exception, garbage collection), work that has not begun is
    canceled and the threads have ended before control returns. Without threads (in the browser, or
    ``threads=0``) the results are computed on demand.
    """
    if threads == 0 or not HAS_THREADS:
        yield from map(function, arguments)
        return
    pool = ThreadPoolExecutor(threads, thread_name_prefix="tinytorch-loader")
    waiting: deque[Future[R]] = deque()
    try:
        for argument in arguments:
            waiting.append(pool.submit(function, argument))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
