import numpy as np


def some_ranges(seed, count=5):
    rng = np.random.default_rng(seed)
    low = np.exp(rng.uniform(-2, 3, count))
    high = low * np.exp(rng.uniform(0.1, 3.0, count))
    return {f"input {i}": (float(a), float(b))
            for i, (a, b) in enumerate(zip(low, high))}


def test_the_middle_is_the_product_of_geometric_means(work):
    for seed in range(4):
        ranges = some_ranges(seed)
        middle = np.prod([np.sqrt(a * b) for a, b in ranges.values()])
        found = work.interval(ranges)[1]
        assert abs(found / middle - 1) < 1e-9, (
            f"expected the middle {middle:.4g}, got {found:.4g}. On a "
            "logarithmic scale the middle of a range is sqrt(low * "
            "high).")


def test_the_range_is_that_of_a_simulation(work):
    rng = np.random.default_rng(9)
    for seed in range(4):
        ranges = some_ranges(seed, 6)
        total = sum(rng.uniform(np.log(a), np.log(b), 40_000)
                    for a, b in ranges.values())
        low, high = np.exp(np.percentile(total, [5, 95]))
        found = work.interval(ranges)
        width = np.log(found[2] / found[0])
        true = np.log(high / low)
        assert 0.85 < width / true < 1.2, (
            f"90 % of the simulated products span a factor of "
            f"{np.exp(true):.1f}, your range one of "
            f"{np.exp(width):.1f}. Are all inputs at their ends at "
            "once? Variances add, not widths.")


def test_shares_go_with_the_square(work):
    found = work.shares({"one": (1, 10), "two": (1, 100)})
    assert abs(sum(found.values()) - 1) < 1e-9, (
        f"shares should sum to 1, yours sum to {sum(found.values())}")
    assert abs(found["two"] - 0.8) < 1e-9, (
        "twice the logarithmic width carries four times the variance, "
        f"so 0.8 of the whole; you have {found['two']:.3f}")


def test_the_gain_is_a_difference_of_variances(work):
    ranges = {"pue": (1.1, 1.6), "grid": (30, 700)}
    after = {"pue": (1.299, 1.301), "grid": (100, 500)}
    found = work.measure_next(ranges, after)
    assert found == "grid", (
        f"got {found!r}. The PUE could be known almost exactly, but it "
        "hardly contributes; halving a wide input removes more.")


def test_only_what_can_be_measured_is_chosen(work):
    ranges = {"a": (1, 100), "b": (1, 30), "c": (1, 3)}
    after = {"b": (4, 6), "c": (1.5, 1.6)}
    found = work.measure_next(ranges, after)
    assert found == "b", (
        f"got {found!r}; 'a' cannot be measured, and of the others 'b' "
        "removes more variance")
