import random
from math import comb, sqrt


def answers(both, new, old, none, seed=0):
    pairs = ([(1, 1)] * both + [(0, 1)] * new + [(1, 0)] * old
             + [(0, 0)] * none)
    random.Random(seed).shuffle(pairs)
    return [bool(o) for o, _ in pairs], [bool(n) for _, n in pairs]


def test_the_example(work):
    old, new = answers(70, 9, 2, 19)
    gain, error = work.difference(old, new)
    assert abs(gain - 0.07) < 1e-9, f"the gain is 0.07, got {gain}"
    assert abs(error - 0.03243) < 1e-4, (
        f"the standard error is 0.0324, got {error:.4f}. Two separate "
        "proportions would have 0.06: they forget that the questions "
        "are the same."
    )
    found = work.chance(old, new)
    assert abs(found - 0.06543) < 1e-4, (
        "9 to 2 or more uneven, to either side, has the probability "
        f"134/2048 = 0.0654; got {found:.4f}"
    )


def test_agreement_does_not_count(work):
    for both, none in ((0, 0), (500, 0), (10, 900)):
        old, new = answers(both, 12, 3, none)
        found = work.chance(old, new)
        right = 2 * sum(comb(15, k) for k in range(4)) / 2**15
        assert abs(found - right) < 1e-9, (
            f"12 to 3 has the chance {right:.4f}, however many "
            f"questions both get right or wrong; got {found:.4f}"
        )


def test_the_error_of_a_difference(work):
    rng = random.Random(5)
    for seed in range(6):
        both, b, c, none = (rng.randrange(1, 300) for _ in range(4))
        n = both + b + c + none
        gain, error = work.difference(*answers(both, b, c, none, seed))
        right = sqrt(((b + c) - (b - c) ** 2 / n) / n) / sqrt(n)
        assert abs(gain - (b - c) / n) < 1e-9, (
            f"{b} gained and {c} lost of {n}: got a gain of {gain:.4f}"
        )
        assert abs(error / right - 1) < 1e-6, (
            f"expected the error {right:.5f}, got {error:.5f}"
        )


def test_either_model_may_win(work):
    old, new = answers(50, 2, 14, 34)
    found = work.chance(old, new)
    assert abs(found - work.chance(new, old)) < 1e-12, (
        "swapping the models must not change the chance"
    )
    assert work.difference(old, new)[0] < 0, (
        "the new model is worse here, so the gain is negative"
    )


def test_no_disagreement_no_evidence(work):
    old, new = answers(80, 0, 0, 20)
    assert work.chance(old, new) == 1, (
        "two models that never disagree could not look more equal; "
        f"expected 1, got {work.chance(old, new)}"
    )
    even = work.chance(*answers(10, 4, 4, 10))
    assert even == 1, f"4 to 4 has the chance 1, got {even}"
