import math

import numpy as np


def drawn(seed, n=6):
    draw = np.random.default_rng(seed)
    return [-draw.uniform(5, 60, n) for _ in range(4)]


def expected(pw, pl, rw, rl, beta):
    total = 0.0
    for a, b, c, d in zip(pw, pl, rw, rl):
        z = beta * ((a - c) - (b - d))
        total += (math.log1p(math.exp(-z)) if z > 0
                  else -z + math.log1p(math.exp(z)))
    return total / len(pw)


def test_only_the_answer_counts(work):
    found = work.answer_logprob(np.array([-7.0, -3.0, -1.0, -2.0]),
                                np.array([False, False, True, True]))
    assert abs(found + 3.0) < 1e-9, (
        "the answer's two tokens have -1 and -2, so the answer has "
        f"-3; got {found}. The prompt was given, and a mean over "
        "tokens would be the probability of no answer at all."
    )


def test_longer_answers_are_less_likely(work):
    draw = np.random.default_rng(2)
    for n in (3, 30):
        logs = -draw.uniform(0.1, 3, n)
        mask = np.arange(n) >= 2
        found = work.answer_logprob(logs, mask)
        assert abs(found - logs[2:].sum()) < 1e-9, (
            f"{n - 2} tokens: expected the sum {logs[2:].sum():.3f}, "
            f"got {found:.3f}"
        )


def test_it_starts_at_log_two(work):
    good, bad, _, _ = drawn(1)
    found = work.preference_loss(good, bad, good, bad, 0.1)
    assert abs(found - math.log(2)) < 1e-9, (
        "if the model equals the reference, neither answer gained "
        f"anything and the loss is 0.693; got {found:.3f}. Does the "
        "reference take part?"
    )


def test_pairs(work):
    found = work.preference_loss(np.array([-10.0]), np.array([-14.0]),
                                 np.array([-12.0]), np.array([-12.0]),
                                 0.5)
    assert abs(found - 0.126928) < 1e-5, (
        f"expected log(1 + exp(-2)) = 0.127, got {found}"
    )
    for seed in range(4):
        given = drawn(seed)
        for beta in (0.05, 0.3):
            found = work.preference_loss(*given, beta)
            want = expected(*given, beta)
            assert abs(found - want) < 1e-9, (
                f"six pairs, beta {beta}: expected {want:.4f}, got "
                f"{found:.4f}"
            )


def test_large_differences(work):
    far = [np.array([-2000.0]), np.array([-10.0]),
           np.array([-10.0]), np.array([-10.0])]
    with np.errstate(all="ignore"):
        found = work.preference_loss(*far, 1.0)
    assert found == found and abs(found - 1990) < 1e-6, (
        "the preferred answer lost 1,990, so the loss is 1990; got "
        f"{found}. The exponential overflows: use a form of the "
        "formula that does not need it."
    )
