import numpy as np


class Mean:
    """Gradient of a squared error; remembers how it was called."""

    def __init__(self, weights):
        self.weights = weights
        self.calls = []

    def __call__(self, x, y):
        self.calls.append(len(x))
        if len(x) == 0:
            return np.full_like(self.weights, np.nan)
        return 2 * x.T @ (x @ self.weights - y) / len(x)


def drawn(seed, sizes):
    draw = np.random.default_rng(seed)
    weights = draw.standard_normal(5)
    parts = [(draw.standard_normal((n, 5)), draw.standard_normal(n))
             for n in sizes]
    x, y = (np.concatenate(each) for each in zip(*parts))
    return Mean(weights), parts, Mean(weights)(x, y)


def test_the_example(work):
    given = {1: np.array([2.0]), 3: np.array([5.0])}
    parts = [(np.zeros((n, 2)), np.zeros(n)) for n in given]
    found = work.accumulate(lambda x, y: given[len(x)], parts)
    assert np.allclose(found, 4.25), (
        "one row says 2 and three rows say 5, so four rows say "
        f"(2 + 3 * 5) / 4 = 4.25; got {found}. A mean of means "
        "would give 3.5."
    )


def test_uneven_parts_count_by_their_rows(work):
    for seed, sizes in enumerate(((10, 100, 1000), (1, 64), (3, 4, 5),
                                  (7, 1, 1, 1))):
        gradient, parts, right = drawn(seed, sizes)
        found = work.accumulate(gradient, parts)
        assert np.allclose(found, right), (
            f"micro-batches of {sizes} rows: the gradient is off by "
            f"{np.linalg.norm(found - right):.3g}, with a length of "
            f"{np.linalg.norm(right):.3g}. Which weight does a row "
            "of the smallest micro-batch have?"
        )


def test_equal_parts_agree_with_the_whole(work):
    gradient, parts, right = drawn(9, (8, 8, 8, 8))
    found = work.accumulate(gradient, parts)
    assert np.allclose(found, right), (
        "four micro-batches of eight rows must give the gradient of "
        "32 rows; a factor of four says that you added up means"
    )


def test_one_micro_batch_at_a_time(work):
    gradient, parts, _ = drawn(3, (5, 9, 2))
    work.accumulate(gradient, parts)
    assert sorted(gradient.calls) == [2, 5, 9], (
        "the gradient may be asked for once for each micro-batch of "
        f"5, 9 and 2 rows; it was called with {gradient.calls} rows. "
        "Joined rows need the activations of all of them at once."
    )


def test_an_empty_part_is_skipped(work):
    gradient, parts, right = drawn(4, (6, 0, 11))
    found = work.accumulate(gradient, parts)
    assert np.allclose(found, right), (
        "a micro-batch without rows has no mean and no vote; "
        f"expected {right}, got {found}"
    )
