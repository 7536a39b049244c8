from itertools import combinations

import numpy as np


def bytes_of(inputs, inside, plan):
    ends = [*plan[1:], len(inputs)]
    return sum(inputs[a] for a in plan) + max(
        sum(inside[a:b]) for a, b in zip(plan, ends))


def lowest(inputs, inside):
    n = len(inputs)
    return min(bytes_of(inputs, inside, [0, *cut])
               for k in range(n)
               for cut in combinations(range(1, n), k))


def drawn(seed, n):
    draw = np.random.default_rng(seed)
    fall = np.sort(draw.integers(1, 60, n))[::-1]
    return fall.tolist(), (draw.integers(1, 6, n) * fall).tolist()


def test_the_peak(work):
    inputs, inside = [8, 4, 1, 1], [10, 10, 3, 3]
    for plan, want in (([0, 2], 29), ([0, 1, 2], 23), ([0], 34),
                       ([0, 1, 2, 3], 24)):
        found = work.peak(inputs, inside, plan)
        assert found == want, (
            f"plan {plan}: inputs of all segments plus the largest "
            f"segment make {want}; got {found}"
        )


def test_the_plan_is_valid(work):
    inputs, inside = drawn(3, 17)
    plan = list(work.best_plan(inputs, inside))
    assert plan[:1] == [0] and sorted(set(plan)) == plan, (
        f"a plan begins with 0 and is sorted; got {plan}"
    )
    assert plan[-1] < 17, "no segment begins after the last layer"


def test_equal_layers_follow_the_formula(work):
    plan = list(work.best_plan([1] * 36, [1] * 36))
    found = bytes_of([1] * 36, [1] * 36, plan)
    assert found == 12, (
        "36 equal layers with k = 1: the best peak is 2 * 6 = 12; "
        f"your plan {plan} has {found}"
    )


def test_small_chains_against_all_plans(work):
    for seed in range(8):
        inputs, inside = drawn(seed, 5 + seed)
        found = bytes_of(inputs, inside, list(
            work.best_plan(inputs, inside)))
        want = lowest(inputs, inside)
        assert found == want, (
            f"inputs {inputs}, inside {inside}: there is a plan with "
            f"a peak of {want}, yours has {found}. Layers differ, so "
            "segments of equal length are not the best."
        )


def test_a_long_chain(work):
    inputs, inside = drawn(40, 40)
    found = bytes_of(inputs, inside, list(
        work.best_plan(inputs, inside)))
    assert found <= 787, (
        "a chain of 40 layers has a plan with a peak of 787; yours "
        f"has {found}"
    )
