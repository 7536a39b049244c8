import math

import numpy as np

EXAMPLE = ([0.9, 0.8, 0.4], [True, True, False],
           [True, True, True], (0.1, 0.3), 1.0, 0.35)


def drawn(seed, count=60):
    draw = np.random.default_rng(seed)
    score = np.round(draw.uniform(0.3, 1, count), 2)
    quick = draw.random(count) < score
    full = draw.random(count) < 0.93
    return score.tolist(), quick.tolist(), full.tolist()


def outcome(score, quick, full, times, threshold):
    on = np.array(score) < threshold
    right = np.where(on, full, quick)
    took = times[0] + times[1] * on
    return right.mean(), took.mean(), took.max()


def searched(score, quick, full, times, goal):
    found = []
    for threshold in [*sorted(set(score)), math.inf]:
        accuracy, mean, slow = outcome(score, quick, full, times,
                                       threshold)
        if accuracy >= goal:
            found.append((mean, threshold, slow))
    return min(found) if found else None


def test_the_example(work):
    found = work.cascade(*EXAMPLE)
    assert found["threshold"] == 0.8, (
        "the page with 0.4 must be passed on, so the threshold is "
        f"0.8, the next score above it; got {found['threshold']}"
    )
    assert abs(found["mean"] - 0.2) < 1e-9, (
        f"one page in three takes 0.3 s more: 0.2 s; {found['mean']}"
    )


def test_a_passed_page_takes_both_times(work):
    found = work.cascade(*EXAMPLE)
    assert abs(found["slowest"] - 0.4) < 1e-9, (
        "a page that is passed on waits for the quick answer and "
        f"then for the full one: 0.4 s; got {found['slowest']}"
    )


def test_the_limit_holds_for_each_page(work):
    found = work.cascade(*EXAMPLE)
    assert found["keeps"] is False or not found["keeps"], (
        "the mean of 0.2 s is below 0.35 s, but one page takes "
        "0.4 s: a mean keeps no limit"
    )
    roomy = work.cascade(*EXAMPLE[:5], 0.4)
    assert roomy["keeps"], "0.4 s are allowed and 0.4 s are taken"


def test_the_fastest_that_reaches_the_goal(work):
    for seed in range(5):
        pages = drawn(seed)
        for goal in (0.7, 0.8, 0.85):
            times = (0.12, 0.25)
            right = searched(*pages, times, goal)
            found = work.cascade(*pages, times, goal, 0.5)
            if right is None:
                assert found is None, (
                    f"no threshold reaches {goal}; got {found}"
                )
                continue
            assert found is not None, f"a threshold reaches {goal}"
            assert abs(found["mean"] - right[0]) < 1e-9, (
                f"goal {goal}: the smallest mean is {right[0]:.4f} s "
                f"at threshold {right[1]}; got {found['mean']:.4f} s "
                f"at {found['threshold']}"
            )
            assert abs(found["slowest"] - right[2]) < 1e-9, (
                f"the slowest page takes {right[2]:.2f} s; got "
                f"{found['slowest']:.2f}"
            )


def test_goals_at_the_ends(work):
    score, quick, full = [0.5, 0.6], [True, True], [False, False]
    easy = work.cascade(score, quick, full, (1, 2), 1.0, 1)
    assert easy["threshold"] == 0.5 and easy["slowest"] == 1, (
        f"no page needs the full answer here; got {easy}"
    )
    none = work.cascade(score, full, full, (1, 2), 0.5, 9)
    assert none is None, f"the goal cannot be reached; got {none}"
