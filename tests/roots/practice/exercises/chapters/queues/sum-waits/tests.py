import random


def slow(arrivals, service):
    free, total = 0.0, 0.0
    for arrival in arrivals:
        start = max(arrival, free)
        total, free = total + start - arrival, start + service
    return total


def test_the_example(work):
    found = work.total_wait([0.0, 1.0], 2.0)
    assert found == 1.0, f"expected 1.0 s for the example, got {found}"


def test_an_idle_server_makes_nobody_wait(work):
    found = work.total_wait([0.0, 10.0], 2.0)
    assert found == 0.0, (
        f"expected 0.0 s, got {found}: is a wait below zero counted?"
    )


def test_random_arrivals(work):
    draw = random.Random(7)
    arrivals = sorted(draw.uniform(0, 20) for _ in range(30))
    found = work.total_wait(arrivals, 0.9)
    expected = slow(arrivals, 0.9)
    assert abs(found - expected) < 1e-9, (
        f"expected {expected:.3f} s, got {found:.3f} s: does a request"
        " also wait for those that wait before it?"
    )
