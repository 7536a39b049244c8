import numpy as np


def drawn(seed, n=7, m=5, rank=2, rows=4):
    draw = np.random.default_rng(seed)
    return (draw.standard_normal((rows, n)),
            draw.standard_normal((m, n)),
            draw.standard_normal((rank, n)),
            draw.standard_normal((m, rank)))


def test_training_starts_from_the_old_model(work):
    for rank in (1, 3):
        draw = np.random.default_rng(rank)
        A, B = work.create(7, 5, rank, draw)
        assert np.shape(A) == (rank, 7) and np.shape(B) == (5, rank), (
            f"expected shapes ({rank}, 7) and (5, {rank}), got "
            f"{np.shape(A)} and {np.shape(B)}"
        )
        assert np.allclose(B @ A, 0), (
            "before the first step the correction must be zero; B @ A "
            f"has entries up to {abs(B @ A).max():.2f}"
        )


def test_and_can_learn(work):
    A, B = work.create(7, 5, 2, np.random.default_rng(0))
    # The gradients by A and B, for a gradient of ones by the product.
    ones = np.ones((5, 7))
    moves = abs(B.T @ ones).max() + abs(ones @ A.T).max()
    assert moves > 0, (
        "both gradients are zero: that of A is a product with B, "
        "and that of B a product with A. Nothing would ever move."
    )


def test_the_correction_is_scaled(work):
    for rank, alpha in ((2, 2.0), (2, 16.0), (4, 8.0)):
        x, W, A, B = drawn(rank, rank=rank)
        found = work.apply(x, W, A, B, alpha)
        want = x @ W.T + alpha / rank * (x @ A.T @ B.T)
        assert np.allclose(found, want), (
            f"rank {rank}, alpha {alpha}: the output is off by "
            f"{abs(found - want).max():.3f}. The correction is "
            "multiplied by alpha / rank."
        )


def test_merged_is_the_same_layer(work):
    for rank, alpha in ((2, 2.0), (2, 16.0), (4, 8.0)):
        x, W, A, B = drawn(10 + rank, rank=rank)
        before = W.copy()
        found = x @ work.merge(W, A, B, alpha).T
        want = x @ W.T + alpha / rank * (x @ A.T @ B.T)
        assert np.allclose(found, want), (
            f"rank {rank}, alpha {alpha}: the merged layer gives "
            "other outputs than the layer with its adapter. Does the "
            "merged product carry the same factor?"
        )
        assert (W == before).all(), (
            "W is shared with other adapters; do not change it"
        )


def test_no_wide_product_is_formed(work):
    n = m = 200_000           # W would take 320 GB
    draw = np.random.default_rng(1)
    A, B = draw.random((1, n)), draw.random((m, 1))

    class Frozen:
        """Stands for W: only its product with x is known."""
        shape = (m, n)

        @property
        def T(self):
            return self

        def __rmatmul__(self, x):
            return np.zeros((len(x), m))
        __array_ufunc__ = None

    x = draw.random((2, n))
    try:
        found = work.apply(x, Frozen(), A, B, 1.0)
    except (MemoryError, TypeError) as error:
        found = f"{type(error).__name__}: {error}"
    right = not isinstance(found, str) and np.allclose(
        found, (x @ A.T) @ B.T)
    assert right, (
        "apply the two thin matrices to x one after the other; a "
        f"product of {m:,} by {n:,} does not fit. Got {found}"
    )


def test_the_share(work):
    found = work.trained_share([(4096, 4096)], 16)
    assert abs(found - 1 / 128) < 1e-12, (
        f"16 * 8192 / 4096**2 = 1/128; got {found}"
    )
    shapes = [(4096, 1024), (4096, 14336), (14336, 4096)]
    want = 8 * 41984 / (4096 * (1024 + 2 * 14336))
    found = work.trained_share(shapes, 8)
    assert abs(found - want) < 1e-12, (
        f"expected {want:.6f} for three layers, got {found}. "
        "Add up parameters, not shares."
    )
