import numpy as np


def log_of(seed, n=200):
    draw = np.random.default_rng(seed)
    arrived = np.cumsum(draw.exponential(0.7, n)) + draw.uniform(0, 90)
    left = arrived + draw.gamma(0.5, 3.0, n)
    order = draw.permutation(n)
    return arrived[order].tolist(), left[order].tolist()


def area(arrived, left):
    start, end = min(arrived), max(left)
    return (sum(left) - sum(arrived)) / (end - start)


def test_three_requests(work):
    found = work.inside([0, 1, 2], [3, 2, 5])
    assert abs(found - 1.4) < 1e-9, (
        "one is inside for 1 s, two for 2 s and one for 2 s: "
        f"an area of 7 over 5 s is 1.4; got {found}"
    )


def test_the_mean_is_over_time(work):
    arrived, left = [0, 0, 0, 0, 10], [1, 1, 1, 1, 20]
    found = work.inside(arrived, left)
    assert abs(found - 0.7) < 1e-9, (
        "four are inside for 1 s, nobody for 9 s, one for 10 s: 14 "
        f"over 20 s is 0.7; got {found}. An average over the events "
        "forgets how long each state lasts."
    )


def test_both_ways_give_one_number(work):
    for seed in range(5):
        arrived, left = log_of(seed)
        right = area(arrived, left)
        for name in ("inside", "little"):
            found = getattr(work, name)(arrived, left)
            assert abs(found / right - 1) < 1e-9, (
                f"{name}: expected {right:.4f}, got {found:.4f}. The "
                "span is from the first arrival to the last departure."
            )


def test_a_wrong_counter_is_found(work):
    arrived, left = log_of(7)
    right = area(arrived, left)
    for factor, verdict in ((1.0, True), (1.04, True), (0.96, True),
                            (1.06, False), (0.9, False)):
        found = bool(work.trustworthy(arrived, left, factor * right))
        assert found == verdict, (
            f"the counter reports {factor} of what the log says, 5 % "
            f"are allowed; expected {verdict}, got {found}"
        )


def test_the_law_sizes_a_server(work):
    found = work.needed(120, 0.25)
    assert abs(found - 30) < 1e-9, (
        "120 requests a second that stay a quarter of a second: 30 "
        f"are inside on average; got {found}"
    )
