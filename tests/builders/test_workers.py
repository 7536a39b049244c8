import os
import signal
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.builders.workers import Counter, Fork, WorkerError, shares
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic

weights = st.lists(st.integers(0, 50), max_size=40)


@given(weights, st.integers(1, 8))
def test_shares_keep_every_item_in_order(sizes: list[int], number: int) -> None:
    items = [str(index) for index in range(len(sizes))]
    cut = shares(items, lambda item: sizes[int(item)], number)
    assert [item for share in cut for item in share] == items
    assert len(cut) <= number
    assert all(cut)


def test_shares_are_about_equal() -> None:
    sizes = {str(index): 1 + index % 7 for index in range(100)}
    weight = [
        sum(map(sizes.__getitem__, share)) for share in shares(list(sizes), sizes.__getitem__, 4)
    ]
    assert max(weight) - min(weight) <= 2 * max(sizes.values())


def test_a_fork_returns_what_its_work_returns() -> None:
    assert Fork(lambda: [os.getpid(), "done"]).result()[1] == "done"


def test_more_than_a_pipe_holds_comes_back() -> None:
    assert len(Fork(lambda: "x" * 10_000_000).result()) == 10_000_000


def test_a_users_error_comes_back_whole() -> None:
    def work() -> None:
        raise BuildError(Diagnostic(code=Code.BUILD_WARNING, message="from the worker"))

    with pytest.raises(BuildError) as caught:
        Fork(work).result()
    assert caught.value.diagnostics[0].message == "from the worker"


def test_an_error_that_cannot_be_pickled_comes_back_as_its_traceback() -> None:
    class LocalError(Exception):
        pass

    def work() -> None:
        raise LocalError("only here")

    with pytest.raises(WorkerError, match="only here"):
        Fork(work).result()


def test_a_killed_worker_is_an_error() -> None:
    fork = Fork(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(WorkerError, match="status -9"):
        fork.result()


def test_a_stopped_worker_is_gone() -> None:
    fork = Fork(lambda: time.sleep(60))
    pid = fork._pid
    fork.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_steps_are_counted_over_processes() -> None:
    counter = Counter(2)
    Fork(lambda: counter.step(1)).result()
    assert counter.step(0) == 2
