import heapq

import numpy as np


class Server:
    """Two workers in simulated time, with pauses."""

    def __init__(self, needs, due=None, pauses=()):
        self.needs, self.due, self.pauses = needs, due, list(pauses)
        self.workers, self.last, self.order = [0.0, 0.0], 0.0, []

    def send(self, i, at):
        if at < self.last:
            raise AssertionError(
                f"request {i} was sent at {at:.3f} s, after one at "
                f"{self.last:.3f} s: time went backward")
        if self.due is not None and at < self.due[i] - 1e-12:
            raise AssertionError(
                f"request {i} was sent before it was due")
        self.last = at
        self.order.append(i)
        start = max(at, heapq.heappop(self.workers))
        for begin, end in self.pauses:
            if begin <= start < end:
                start = end
        heapq.heappush(self.workers, start + self.needs[i])
        return start + self.needs[i]


def scene(seed, n=600):
    draw = np.random.default_rng(seed)
    due = np.cumsum(draw.exponential(0.010, n)).tolist()
    needs = draw.uniform(0.002, 0.010, n).tolist()
    middle = due[n // 2]
    return due, needs, [(middle, middle + 1.0)]


def right(seed):
    due, needs, pauses = scene(seed)
    server = Server(needs, due, pauses)
    return [server.send(i, at) - at for i, at in enumerate(due)]


def test_two_requests(work):
    class Fixed:
        def send(self, i, at):
            return 3.0 + i

    found = list(work.load(Fixed(), [0.0, 1.0]))
    assert np.allclose(found, [3.0, 3.0]), (
        "the second request was due at 1 s and answered at 4 s, so "
        f"it took 3 s; you report {found}"
    )


def test_nobody_waits_for_an_earlier_answer(work):
    for seed in range(3):
        due, needs, pauses = scene(seed)
        found = list(work.load(Server(needs, due, pauses), due))
        slow = sum(each > 0.1 for each in found)
        expected = sum(each > 0.1 for each in right(seed))
        assert slow == expected, (
            f"a pause of one second delays {expected} requests by "
            f"more than 0.1 s, your test saw {slow}. Does it send "
            "while the server pauses?"
        )


def test_latency_counts_from_the_plan(work):
    for seed in range(3):
        due, needs, pauses = scene(seed + 5)
        found = work.load(Server(needs, due, pauses), due)
        assert len(found) == len(due), (
            f"{len(due)} requests were planned, {len(found)} are "
            "reported; the ones left out are what users complain of"
        )
        worst = float(np.abs(np.subtract(found,
                                         right(seed + 5))).max())
        assert worst < 1e-9, (
            f"a latency is wrong by {worst:.3f} s; it begins at the "
            "time at which the request should have been sent"
        )


def test_every_request_is_sent_once_in_order(work):
    due, needs, pauses = scene(9)
    server = Server(needs, due, pauses)
    work.load(server, due)
    assert server.order == list(range(len(due))), (
        f"{len(due)} requests were planned; the server saw "
        f"{len(server.order)}, or another order"
    )


def test_the_percentile_is_a_latency_that_occurred(work):
    times = [float(i) for i in range(1, 201)]
    for q, expected in ((50, 100), (99, 198), (100, 200), (0.1, 1)):
        found = work.percentile(times[::-1], q)
        assert found == expected, (
            f"of the latencies 1 to 200 s, {q} percent do not exceed "
            f"{expected}; got {found}"
        )
