from itertools import combinations

SETS = [([0, 5, 10], 10, 2), ([1, 0, 3, 2], 6, 3), ([4], 8, 8),
        ([0, 0, 1], 5, 4), ([2, 7, 1, 0, 5], 7, 1)]


def listed(counts, drawn, n):
    """The same by listing all choices."""
    shares = []
    for c in counts:
        hits = [any(i < c for i in choice)
                for choice in combinations(range(drawn), n)]
        shares.append(sum(hits) / len(hits))
    return sum(shares) / len(shares)


def test_agrees_with_all_choices(work):
    for case in SETS:
        found, right = work.coverage(*case), listed(*case)
        assert abs(found - right) < 1e-9, (
            f"counts, drawn, n = {case}: listing all choices of n "
            f"attempts gives {right:.4f}, you {found:.4f}"
        )


def test_problems_are_not_averaged_first(work):
    found = work.coverage([0, 20], 20, 15)
    assert abs(found - 0.5) < 1e-9, (
        "one problem is always solved and one never, so the coverage "
        f"is 0.5 at any n; got {found:.4f}. Compute it for each "
        "problem before you average."
    )


def test_a_ratio_is_not_a_probability(work):
    found = work.coverage([1], 20, 10)
    assert abs(found - 0.5) < 1e-9, (
        "one of 20 attempts was right, and a random half of them "
        f"contains it with 0.5; got {found:.4f}. With 1/20 put into "
        "the formula you would get 0.401, which is too low."
    )


def test_nothing_left_to_miss(work):
    found = work.coverage([3, 3], 10, 8)
    assert abs(found - 1) < 1e-9, (
        "only 7 of 10 attempts were wrong, so 8 attempts contain a "
        f"right one for certain; got {found}"
    )


def test_one_attempt_is_the_mean(work):
    found = work.coverage([2, 4, 9], 10, 1)
    assert abs(found - 0.5) < 1e-9, (
        f"one attempt succeeds with the mean, 0.5; got {found}"
    )
