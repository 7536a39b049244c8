from math import isclose, log, sqrt

import numpy as np

FOUR = [0.78, 0.80, 0.80, 0.82]


def test_the_noise_of_a_score(work):
    found = work.noise(FOUR, 1000)
    assert isclose(found, sqrt(0.16 / 1000), rel_tol=1e-6), (
        f"at 0.80 and 1,000 questions it is 0.01265, got {found:.5f}"
    )


def test_the_share_that_is_real(work):
    found = work.real_share(FOUR, 1000)
    assert isclose(found, 0.4, rel_tol=1e-6), (
        "the variance of the scores is 0.000267, that of the noise "
        f"0.00016, so 0.4 of it is skill; got {found:.3f}"
    )
    none = work.real_share([0.800, 0.801, 0.799, 0.800], 1000)
    assert none == 0, (
        "scores closer together than luck would scatter them show no "
        f"skill at all: expected 0, got {none}"
    )
    assert work.real_share([0.8, 0.8, 0.8], 1000) == 0, (
        "equal scores show no differences of skill"
    )


def test_the_winner_of_the_example(work):
    found = work.winner(FOUR, 1000)
    assert isclose(found, 0.808, rel_tol=1e-6), (
        f"0.80 + 0.4 x 0.02 = 0.808 is expected, got {found:.4f}. The "
        "best score is partly luck."
    )


def test_winners_keep_what_you_promise(work):
    draw = np.random.default_rng(2)
    for skill, n in ((0.01, 1000), (0.03, 400), (0.002, 2000)):
        promised, kept = [], []
        for _ in range(300):
            true = draw.normal(0.7, skill, 60)
            scores = draw.binomial(n, true) / n
            promised.append(work.winner(scores.tolist(), n))
            kept.append(true[scores.argmax()])
        gap = np.mean(promised) - np.mean(kept)
        luck = sqrt(0.21 / n)
        assert abs(gap) < 0.25 * luck, (
            f"over 300 boards you promise {np.mean(promised):.4f} for "
            f"the winner, and it keeps {np.mean(kept):.4f}; noise "
            f"alone scatters scores by {luck:.4f}"
        )


def test_the_best_of_equals(work):
    for p, n, k in ((0.5, 1000, 1000), (0.9, 200, 12), (0.7, 50, 1)):
        found = work.best_of_equals(p, n, k)
        right = p + sqrt(p * (1 - p) / n * 2 * log(k))
        assert isclose(found, right, rel_tol=1e-9), (
            f"{k} candidates of accuracy {p} on {n} questions: "
            f"expected {right:.4f}, got {found:.4f}"
        )
