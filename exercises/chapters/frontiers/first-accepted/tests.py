CASES = [(0.1, 0.1, 10), (0.02, 0.05, 3), (0.6, 0.3, 1),
         (0.25, 0.01, 40), (0.9, 0.5, 2)]


def walked(p, leak, n):
    """The same by going through the attempts one by one."""
    right = wrong = 0.0
    going = 1.0
    for _ in range(n):
        right += going * p
        wrong += going * (1 - p) * leak
        going *= (1 - p) * (1 - leak)
    return right, wrong, going


def near(found, expected):
    return all(abs(a - b) < 1e-9
               for a, b in zip(found, expected, strict=True))


def test_the_cases_agree_with_a_walk(work):
    for case in CASES:
        found = tuple(work.first_accepted(*case))
        right = walked(*case)
        assert near(found, right), (
            f"p, leak, n = {case}: expected (right, wrong, none) = "
            f"{tuple(round(v, 4) for v in right)}, got {found}. What "
            "share of the *accepted* attempts is right?"
        )


def test_an_exact_check_gives_the_coverage(work):
    for p, n in ((0.1, 5), (0.03, 50)):
        right, wrong, none = work.first_accepted(p, 0.0, n)
        assert abs(right - (1 - (1 - p) ** n)) < 1e-9, (
            f"with an exact check {n} attempts of {p} end right with "
            f"{1 - (1 - p) ** n:.4f}; got {right:.4f}"
        )
        assert abs(wrong) < 1e-9, (
            f"an exact check lets no wrong answer out; got {wrong}"
        )


def test_no_check_takes_the_first(work):
    right, wrong, none = work.first_accepted(0.3, 1.0, 25)
    assert abs(right - 0.3) < 1e-9, (
        "a check that accepts everything returns the first attempt, "
        f"which is right with 0.3; got {right}"
    )


def test_attempts_do_not_lift_the_ceiling(work):
    right, wrong, none = work.first_accepted(0.1, 0.1, 10**6)
    assert abs(right - 0.1 / 0.19) < 1e-6, (
        "with p = 0.1 and a leak of 0.1 the ceiling is 0.1 / 0.19 = "
        f"0.526, however many attempts are made; got {right:.4f}"
    )
    assert none < 1e-9, f"something is accepted in the end; {none}"


def test_a_hopeless_model(work):
    found = tuple(work.first_accepted(0.0, 0.0, 7))
    assert near(found, (0, 0, 1)), (
        f"nothing right and nothing leaks: (0, 0, 1), got {found}"
    )
