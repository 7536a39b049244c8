from math import comb

import numpy as np


def tail(n, low):
    return sum(comb(n, k) for k in range(low + 1)) / 2**n


def test_ten_samples(work):
    found = tuple(work.ranks(10, 0.05))
    assert found == (1, 8), (
        "P(at most 1 of 10 below the median) is 1.07 %, at most 2 is "
        f"5.5 %; 2.5 % are allowed, so expected (1, 8), got {found}"
    )


def test_the_risk_is_kept_and_no_rank_is_wasted(work):
    for n in (6, 9, 20, 47, 100, 301):
        for risk in (0.05, 0.2):
            low, high = work.ranks(n, risk)
            assert high == n - 1 - low, (
                f"n = {n}: cut symmetrically, {low} and {high} differ"
            )
            assert tail(n, low) <= risk / 2, (
                f"n = {n}: the median lies below rank {low} with "
                f"probability {tail(n, low):.3f}, allowed are "
                f"{risk / 2}"
            )
            assert tail(n, low + 1) > risk / 2, (
                f"n = {n}: rank {low + 1} would still keep the risk, "
                "so the interval is longer than it need be"
            )


def test_too_few_samples_are_refused(work):
    for n in (1, 3, 5):
        try:
            found = work.ranks(n, 0.05)
        except ValueError:
            continue
        raise AssertionError(
            f"with {n} samples even the whole range misses the median "
            f"in {2 / 2**n:.0%} of the cases; you return {found}"
        )


def test_it_covers_a_skewed_median(work):
    draw = np.random.default_rng(3)
    right = 0
    for _ in range(800):
        times = draw.pareto(1.2, 40)      # a very heavy tail
        low, high = work.interval(times, 0.05)
        right += low <= 2 ** (1 / 1.2) - 1 <= high
    assert right >= 0.92 * 800, (
        f"95 % were promised, {right / 800:.1%} of 800 intervals "
        "hold the median of a skewed distribution"
    )


def test_it_narrows_with_the_samples(work):
    times = np.random.default_rng(4).lognormal(0, 0.5, 6400)
    few = np.subtract(*work.interval(times[:400])[::-1])
    many = np.subtract(*work.interval(times)[::-1])
    assert 0.15 < many / few < 0.4, (
        "16 times the samples should give about a quarter of the "
        f"width; yours went from {few:.3f} to {many:.3f}"
    )
