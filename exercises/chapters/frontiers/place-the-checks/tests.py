CASES = [(40, 0.98, 2), (100, 0.98, 2), (7, 0.9, 1), (23, 0.995, 5),
         (200, 0.97, 0.5), (3, 0.5, 10), (64, 0.999, 1)]


def cost(segments, p, c):
    return sum((s + c) / p**s for s in segments)


def best(n, p, c):
    """The fewest calls, by going through all last segments."""
    least = [0.0] * (n + 1)
    for end in range(1, n + 1):
        least[end] = min(least[end - s] + (s + c) / p**s
                         for s in range(1, end + 1))
    return least[n]


def test_the_example(work):
    found = work.expected_calls([8] * 5, 0.98, 2)
    assert abs(found - 58.77) < 0.01, (
        "five segments of 8 steps and a check of 2 calls, each tried "
        f"1 / 0.98**8 times: 58.77 calls; got {found}"
    )


def test_every_attempt_pays_for_its_check(work):
    for segments in ([1, 1, 1], [10], [3, 9, 1], [20, 20]):
        for p, c in ((0.9, 3), (0.99, 0)):
            right = cost(segments, p, c)
            found = work.expected_calls(segments, p, c)
            assert abs(found - right) < 1e-9 * right, (
                f"segments {segments}, p = {p}, check {c}: expected "
                f"{right:.3f} calls, got {found:.3f}. A segment that "
                "fails is done again, and checked again."
            )


def test_the_plan_covers_the_chain(work):
    for n, p, c in CASES:
        segments = work.plan(n, p, c)
        assert sum(segments) == n and min(segments) >= 1, (
            f"the segments must add up to {n}; {segments} do not"
        )
        assert all(s == int(s) for s in segments), (
            f"a segment has a whole number of steps: {segments}"
        )


def test_no_plan_is_cheaper(work):
    for n, p, c in CASES:
        segments = work.plan(n, p, c)
        found, right = cost(segments, p, c), best(n, p, c)
        assert found <= right * (1 + 1e-9), (
            f"{n} steps of {p}, check {c}: your plan of "
            f"{len(segments)} segments needs {found:.2f} calls, the "
            f"best {right:.2f}. More checks cost calls, fewer checks "
            "lose work; the last segment counts too."
        )


def test_checks_that_cost_nothing_come_often(work):
    segments = work.plan(12, 0.9, 0)
    assert list(segments) == [1] * 12, (
        "a check that costs nothing belongs after every step; "
        f"got {segments}"
    )
