import math

import numpy as np

RUNS = {32: [(1e9, 3.0), (1e11, 2.4)],
        336: [(1e10, 3.1), (1e12, 1.9)]}


def drawn(seed):
    """Curves that cross, over ranges that only partly overlap."""
    draw = np.random.default_rng(seed)
    runs = {}
    for i, width in enumerate((32, 112, 336, 1024)):
        spent = np.geomspace(10 ** (8 + i * 0.7), 10 ** (11 + i / 2),
                             8 + i)
        floor = 3.0 - 0.35 * i + draw.uniform(0, 0.05)
        loss = floor + 2 * (spent / spent[0]) ** -draw.uniform(.3, .5)
        runs[width] = list(zip(spent.tolist(), loss.tolist()))
    return runs


def expected(run, budget):
    x, y = zip(*run)
    for (x0, y0), (x1, y1) in zip(run, run[1:]):
        if x0 <= budget <= x1:
            part = math.log(budget / x0) / math.log(x1 / x0)
            return y0 + part * (y1 - y0)
    return math.inf


def test_the_example(work):
    found = work.loss_at(RUNS[32], 1e10)
    assert abs(found - 2.7) < 1e-9, (
        "halfway between 1e9 and 1e11 on a logarithmic axis lies "
        f"1e10, and halfway between the losses 2.7; got {found}"
    )


def test_loss_is_read_at_the_budget(work):
    for seed in range(4):
        for width, run in drawn(seed).items():
            first, last = run[0][0], run[-1][0]
            for part in (0.0, 0.13, 0.5, 0.77, 1.0):
                budget = first * (last / first) ** part
                budget = min(max(budget, first), last)
                found = work.loss_at(run, budget)
                right = expected(run, budget)
                assert abs(found - right) < 1e-6, (
                    f"width {width} at {budget:.2e} operations: "
                    f"expected {right:.4f}, got {found:.4f}. "
                    "Interpolate in the logarithm of operations."
                )


def test_no_loss_beyond_the_measurements(work):
    for budget in (1e8, 2e11):
        found = work.loss_at(RUNS[32], budget)
        assert found == math.inf, (
            f"width 32 was measured from 1e9 to 1e11 operations; at "
            f"{budget:.0e} you claim a loss of {found}"
        )


def test_the_best_width_depends_on_the_budget(work):
    for seed in range(4):
        runs = drawn(seed)
        for budget in np.geomspace(2e8, 2e12, 15):
            losses = {w: expected(r, budget) for w, r in runs.items()}
            right = min(losses, key=losses.get)
            found = work.best_width(runs, budget)
            assert found == right, (
                f"with {budget:.1e} operations width {right} has the "
                f"lowest loss ({losses[right]:.3f}), not {found}. "
                "Compare the widths at the same budget."
            )


def test_no_answer_without_evidence(work):
    found = work.best_width(RUNS, 1e13)
    assert found is None, (
        "no run was measured at 1e13 operations, so there is no "
        f"evidence for any width; got {found}"
    )
