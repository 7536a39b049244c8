import math

import numpy as np


def small(seed, size=(9, 7), scale=0.1):
    draw = np.random.default_rng(seed)
    return draw.normal(0, scale, size).astype(np.float32)


def by_hand(weights, bit):
    worst = 0.0
    for value in np.asarray(weights).reshape(-1):
        word = int(np.float32(value).view(np.uint32)) ^ (1 << bit)
        other = float(np.uint32(word).view(np.float32))
        if not math.isfinite(other):
            return math.inf
        worst = max(worst, abs(other - float(value)))
    return worst


def test_every_position_of_small_weights(work):
    weights = small(4)
    for bit in range(32):
        got = work.worst_change(weights, bit)
        want = by_hand(weights, bit)
        assert got == want or abs(got - want) <= 1e-6 * want, (
            f"flipping bit {bit} changes some weight by {want:.4g}; "
            f"you say {got:.4g}. Is it the worst over all weights, "
            "and of their memory rather than their value?"
        )


def test_the_list_depends_on_the_weights(work):
    for seed, scale in ((1, 0.1), (2, 1e-3), (3, 1e-6)):
        weights = small(seed, scale=scale)
        want = [b for b in range(32) if by_hand(weights, b) > 0.5]
        got = list(work.bits_to_protect(weights, 0.5))
        assert got == want, (
            f"weights of about {scale:g}: positions {want} can move "
            f"one by more than 0.5, you return {got}. A bit that is "
            "1 already makes a weight smaller when it is flipped."
        )


def test_an_invalid_number_is_the_worst(work):
    weights = np.array([0.25, 1.5, -0.125], np.float32)
    got = work.worst_change(weights, 30)
    assert got == math.inf, (
        "1.5 has the exponent 127; with bit 30 it becomes 255, which "
        f"means invalid. Expected inf, got {got}. Nobody promises "
        "that somebody looks for invalid numbers later."
    )


def test_the_weights_stay_as_they_are(work):
    weights = small(5)
    before = weights.copy()
    work.worst_change(weights, 30)
    assert (weights == before).all(), (
        "your function changed the weights it was given; flip a copy"
    )
