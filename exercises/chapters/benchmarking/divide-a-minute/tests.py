from math import isclose, sqrt

CASES = [(60, 0.5, 1e-4, 0.02, 0.1), (600, 2.0, 0.01, 0.05, 0.02),
         (30, 0.1, 0.003, 0.01, 0.3), (20, 1.0, 0.5, 0.2, 0.02)]


def test_the_error_has_two_terms(work):
    found = work.error(16, 25, 0.04, 0.5)
    right = sqrt(0.04**2 / 16 + 0.5**2 / 400)
    assert isclose(found, right), (
        f"16 processes of 25 calls: expected {right:.5f}, got "
        f"{found:.5f}. Is the first term divided by 16 and the second "
        "by 400?"
    )


def test_more_calls_do_not_cure_the_processes(work):
    few = work.error(4, 100, 0.05, 0.1)
    many = work.error(4, 10**9, 0.05, 0.1)
    assert isclose(many, 0.025, rel_tol=1e-3) and many < few, (
        "with a billion calls in four processes the error is that "
        f"between processes over 2, 0.025; got {many:.4f}"
    )


def test_the_example_of_the_text(work):
    found = tuple(work.divide(*CASES[0]))
    assert found[:2] == (112, 354), (
        f"expected 112 processes of 354 calls, got {found[:2]}"
    )


def test_no_other_number_of_calls_is_much_better(work):
    for case in CASES:
        budget, start, call, between, within = case
        m, n, error = work.divide(*case)
        assert n >= 1 and m * (start + n * call) <= budget + 1e-9, (
            f"{m} processes of {n} calls take longer than {budget} s"
        )
        assert (m + 1) * (start + n * call) > budget, (
            f"one more process of {n} calls would fit into {budget} s"
        )
        for other in (1, 2, 5, 10, 30, 100, 300, 1000, 5000):
            fits = budget / (start + other * call)
            rival = sqrt((between**2 + within**2 / other) / fits)
            assert error <= 1.12 * rival, (
                f"with {other} calls a process the error would be "
                f"{rival:.2e}, yours with {n} calls is {error:.2e}"
            )


def test_a_larger_budget_buys_processes(work):
    m, n, _ = work.divide(60, 0.5, 1e-4, 0.02, 0.1)
    more, same, _ = work.divide(6000, 0.5, 1e-4, 0.02, 0.1)
    assert same == n and more > 90 * m, (
        "a hundred times the budget should start about a hundred "
        f"times the processes of {n} calls; got {more} of {same}"
    )
