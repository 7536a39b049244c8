import math

import numpy as np


def draws():
    draw = np.random.default_rng(8)
    for experts, tokens, skew in ((4, 40, 0), (8, 64, 1), (3, 7, 2),
                                  (16, 100, 1), (8, 200, 3)):
        weight = np.exp(skew * draw.normal(size=experts))
        choice = draw.choice(experts, tokens, p=weight / weight.sum())
        for factor in (1.0, 1.25, 2.0):
            yield choice.tolist(), experts, factor


def expected(choice, experts, factor):
    room = math.ceil(factor * len(choice) / experts)
    kept = [choice[:i].count(e) < room for i, e in enumerate(choice)]
    fullest = max(min(choice.count(e), room) for e in range(experts))
    return kept, fullest * experts / len(choice)


def test_the_example(work):
    kept, slow = work.dispatch([0, 0, 1, 0, 0, 2], 3, 1.25)
    assert list(kept) == [True, True, True, True, False, True], (
        "room for ceil(1.25 * 6 / 3) = 3 tokens: the fourth token of "
        f"expert 0 is dropped; got {list(kept)}"
    )
    assert abs(slow - 1.5) < 1e-9, (
        f"three tokens against an even load of two: 1.5; got {slow}"
    )


def test_tokens_are_dropped_in_order(work):
    for choice, experts, factor in draws():
        kept = list(work.dispatch(choice, experts, factor)[0])
        right = expected(choice, experts, factor)[0]
        assert kept == right, (
            f"{experts} experts, {len(choice)} tokens, factor "
            f"{factor}: you keep {sum(kept)}, {sum(right)} find room "
            "in the order of the batch"
        )


def test_the_fullest_sets_the_pace(work):
    for choice, experts, factor in draws():
        slow = work.dispatch(choice, experts, factor)[1]
        right = expected(choice, experts, factor)[1]
        assert abs(slow - right) < 1e-9, (
            f"{experts} experts, factor {factor}: the fullest carries "
            f"{right:.3f} times the even load, you say {slow:.3f}. "
            "Experts that nobody chose wait too."
        )


def test_one_expert_takes_all(work):
    kept, slow = work.dispatch([2] * 12, 4, 4.0)
    assert all(kept) and abs(slow - 4) < 1e-9, (
        "with room for all, four devices work at the speed of one: "
        f"slow is 4; got {slow}"
    )


def test_room_for_luck(work):
    for tokens, experts in ((256, 8), (4096, 256), (64, 2)):
        right = 1 + math.sqrt(
            2 * (experts - 1) * math.log(experts) / tokens)
        found = work.reserve(tokens, experts)
        assert abs(found - right) < 1e-6, (
            f"{tokens} tokens, {experts} experts: even an even router"
            f" needs {right:.3f}, you reserve {found:.3f}"
        )


def test_an_even_router_rarely_overflows(work):
    draw = np.random.default_rng(1)
    factor = work.reserve(512, 8)
    lost = [1 - np.mean(work.dispatch(
        draw.integers(0, 8, 512).tolist(), 8, factor)[0])
        for _ in range(40)]
    assert np.mean(lost) < 0.005, (
        f"with your factor {factor:.2f} a share of {np.mean(lost):.3f}"
        " is dropped although the router is even"
    )
