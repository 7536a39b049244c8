import random

STAGES = {"parse": 1.0, "features": 6.0, "model": 3.0}
OPTIONS = [("array", "features", 10, 2),
           ("cache", "features", 5, 2),
           ("int8", "model", 2, 3)]


def close(found, right):
    return len(found) == len(right) and all(
        a[0] == b[0] and abs(a[1] - b[1]) < 1e-9
        for a, b in zip(found, right))


def test_the_limit_is_the_rest(work):
    rng = random.Random(1)
    for _ in range(5):
        stages = {n: rng.uniform(0.1, 9) for n in "abcd"}
        found = work.limit(stages, "c")
        right = stages["a"] + stages["b"] + stages["d"]
        assert abs(found - right) < 1e-9, (
            "even a stage that takes no time leaves the others: "
            f"expected {right:.3f} s, got {found:.3f}"
        )


def test_the_example(work):
    found = work.plan(STAGES, OPTIONS, 5)
    assert close(found, [("array", 4.6), ("int8", 3.1)]), (
        "expected array (4.6 s), then int8 (3.1 s); got "
        f"{found}. What does the cache save once the array is there?"
    )


def test_the_profile_is_renewed(work):
    stages = {"a": 10.0, "b": 4.0}
    options = [("a1", "a", 5, 1), ("a2", "a", 5, 1), ("b1", "b", 2, 1)]
    found = work.plan(stages, options, 3)
    right = [("a1", 6.0), ("b1", 4.0), ("a2", 2.4)]
    assert close(found, right), (
        f"expected {right}, got {found}. From the first profile a2 "
        "would save 8 s; after a1 it saves 1.6 s, less than b1."
    )


def test_the_saving_counts_and_not_the_factor(work):
    stages = {"model": 0.5, "transport": 8.0}
    options = [("gpu", "model", 100, 1),
               ("keep-alive", "transport", 1.25, 1)]
    found = work.plan(stages, options, 1)
    assert close(found, [("keep-alive", 6.9)]), (
        f"a hundredth of 0.5 s saves 0.495 s, a fifth less of 8 s "
        f"saves 1.6 s. Expected keep-alive with 6.9 s, got {found}."
    )


def test_days_count(work):
    stages = {"a": 10.0, "b": 9.0}
    options = [("slow", "a", 10, 9), ("quick", "b", 2, 1)]
    found = work.plan(stages, options, 9)
    assert close(found, [("quick", 14.5)]), (
        "9 s in nine days is less per day than 4.5 s in one, and "
        f"then the nine days no longer fit; got {found}"
    )


def test_nothing_is_left_undone_or_done_twice(work):
    rng = random.Random(7)
    for _ in range(5):
        stages = {n: rng.uniform(1, 9) for n in "abc"}
        options = [(f"o{i}", rng.choice("abc"), rng.uniform(1.1, 9),
                    rng.randint(1, 3)) for i in range(6)]
        found = work.plan(stages, options, 100)
        names = sorted(name for name, _ in found)
        assert names == [f"o{i}" for i in range(6)], (
            "with 100 days all six options fit, each once; your plan "
            f"holds {names}"
        )
        times = dict(stages)
        for _, stage, factor, _ in options:
            times[stage] /= factor
        right = sum(times.values())
        assert abs(found[-1][1] - right) < 1e-9, (
            f"after all six the request takes {right:.4f} s, you "
            f"predict {found[-1][1]:.4f} s"
        )
