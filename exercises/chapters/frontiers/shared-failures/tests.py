from itertools import combinations

import numpy as np

SMALL = [[1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 1]]


def drawn(seed, models=5, problems=200):
    """Two families with their own hard problems, one odd model."""
    draw = np.random.default_rng(seed)
    hard = draw.random((2, problems)) < 0.2
    rows = []
    for m in range(models - 1):
        noise = draw.random(problems) < 0.01 * (m + 1)
        rows.append(~(hard[0] | noise))
    rows.append(~(hard[1] | (draw.random(problems) < 0.15)))
    return np.array(rows)[draw.permutation(models)]


def union(table, pair):
    return int((table[pair[0]] | table[pair[1]]).sum())


def test_the_example(work):
    both, alone = work.both_wrong(SMALL, 0, 1)
    assert abs(both - 0.25) < 1e-9, (
        f"models 0 and 1 fail together on one of four; got {both}"
    )
    assert abs(alone - 0.0625) < 1e-9, (
        f"independence predicts 1/4 times 1/4; got {alone}"
    )
    found = tuple(work.best_pair(SMALL))
    assert found == (0, 2), (
        "models 0 and 2 together solve all four problems, models 0 "
        f"and 1 only three; got {found}"
    )


def test_common_failures_are_counted(work):
    for seed in range(3):
        table = drawn(seed)
        for a, b in combinations(range(5), 2):
            right = float((~table[a] & ~table[b]).mean())
            found = work.both_wrong(table, a, b)[0]
            assert abs(found - right) < 1e-9, (
                f"models {a} and {b} are both wrong on {right:.3f} of "
                f"the problems; got {found:.3f}. Count it, do not "
                "multiply."
            )


def test_the_prediction_is_a_product(work):
    table = drawn(3)
    rates = (~table).mean(1)
    found = work.both_wrong(table, 1, 3)[1]
    assert abs(found - rates[1] * rates[3]) < 1e-9, (
        f"independent failures of {rates[1]:.3f} and {rates[3]:.3f} "
        f"meet on their product; got {found:.4f}"
    )


def test_no_pair_solves_more(work):
    for seed in range(6):
        table = drawn(seed)
        pairs = list(combinations(range(5), 2))
        best = max(pairs, key=lambda p: union(table, p))
        found = tuple(work.best_pair(table.tolist()))
        assert found in pairs, f"a pair (a, b) with a < b: {found}"
        assert union(table, found) == union(table, best), (
            f"models {found} solve {union(table, found)} of 200, "
            f"models {best} {union(table, best)}. The accuracies are "
            f"{table.mean(1).round(2).tolist()}: what can the second "
            "add to the first?"
        )


def test_ties_go_to_the_first(work):
    found = tuple(work.best_pair([[1, 0], [0, 1], [0, 1]]))
    assert found == (0, 1), f"(0, 1) and (0, 2) tie; got {found}"
