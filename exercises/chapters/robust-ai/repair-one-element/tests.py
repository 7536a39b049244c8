import numpy as np

LIMIT = 1e-6


def case(seed, m=12, k=20, n=9):
    draw = np.random.default_rng(seed)
    a, w = draw.normal(size=(m, k)), draw.normal(size=(n, k))
    c = a @ w.T
    return a, w, c, c.sum(1), c.sum(0)


def run(work, case, bad, budget):
    a, w, c, rows, columns = case
    got = work.repair(a, w, bad, rows, columns, LIMIT, budget)
    return np.asarray(got)


def test_a_right_product_comes_back(work):
    one = case(1)
    got = run(work, one, one[2].copy(), 0)
    assert np.array_equal(got, one[2]), (
        "nothing was wrong, and the result differs from c")


def test_one_error_of_any_size(work):
    for seed, size in enumerate((1e-3, 1.0, 1e12, 1e30, np.nan)):
        one = case(10 + seed)
        bad = one[2].copy()
        bad[4, 7] += size
        before = bad.copy()
        got = run(work, one, bad, 1)
        left = abs(got - one[2]).max()
        assert left < 1e-9, (
            f"an error of {size:g} at (4, 7) leaves {left:.3g} after "
            "the repair. What remains of small numbers in a sum with "
            "a huge one, or with an invalid one?"
        )
        assert np.array_equal(bad, before, equal_nan=True), (
            "c itself was changed; return a repaired copy")


def test_several_errors(work):
    one = case(20)
    bad = one[2].copy()
    for i, j, size in ((2, 3, 5.0), (7, 1, -2.0), (2, 6, 0.5)):
        bad[i, j] += size
    got = run(work, one, bad, 6)
    left = abs(got - one[2]).max()
    assert left < 1e-9, (
        "three errors in two rows and three columns were allowed six "
        f"elements; {left:.3g} is left. The first crossing is not "
        "the only suspect."
    )


def test_errors_that_cancel_in_a_row(work):
    one = case(21)
    bad = one[2].copy()
    bad[5, 2] += 3.0
    bad[5, 8] -= 3.0
    got = run(work, one, bad, 24)
    left = abs(got - one[2]).max()
    assert left < 1e-9, (
        "two errors cancel in row 5 and show in columns 2 and 8; "
        f"{left:.3g} is left. No wrong row does not mean no error."
    )


def refused(work, one, bad, budget):
    try:
        run(work, one, bad, budget)
    except ValueError:
        return True
    return False


def test_too_many_suspects_are_refused(work):
    one = case(22)
    bad = one[2].copy()
    bad[1, 1] += 1.0
    bad[6, 4] += 1.0
    assert refused(work, one, bad, 3), (
        "two rows cross two columns in four elements, and three may "
        "be computed again: raise ValueError"
    )


def test_a_repair_is_checked(work):
    one = case(23)
    a, w, c, rows, columns = one
    bad = c.copy()
    bad[3, 3] += 1.0
    wrong_w = w.copy()
    wrong_w[3, 0] += 1.0       # the weight is damaged as well
    assert refused(work, (a, wrong_w, c, rows, columns), bad, 4), (
        "a weight in row 3 is damaged, so the element computed again "
        "is wrong too and its sums still differ: raise ValueError"
    )
