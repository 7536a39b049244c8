import numpy as np


def some_writers(seed, people=40):
    draw = np.random.default_rng(seed)
    each = draw.integers(5, 30, people).astype(np.intp)
    return draw.permutation(np.repeat(np.arange(people) * 7, each))


def test_no_writer_is_on_both_sides(work):
    for seed in range(5):
        writers = some_writers(seed)
        held = np.asarray(work.hold_out(writers, 0.2, seed))
        both = set(writers[held]) & set(writers[~held])
        assert not both, (
            f"{len(both)} of {len(set(writers))} writers have images "
            "on both sides. The model would be tested on hands that "
            "it has seen, which is easier than the task."
        )


def test_the_fraction_is_kept(work):
    for fraction in (0.1, 0.25, 0.5):
        writers = some_writers(11)
        held = np.asarray(work.hold_out(writers, fraction, 3))
        slack = np.bincount(writers // 7).max() / len(writers)
        found = held.mean()
        assert fraction - slack <= found <= fraction + slack, (
            f"{found:.3f} of the images are held out, {fraction} "
            f"were asked for, and the largest writer has {slack:.3f}."
            " Count images, not writers, when you decide to stop."
        )


def test_the_mask_fits_the_images(work):
    writers = np.array([7, 7, 3, 3, 9, 9])
    held = np.asarray(work.hold_out(writers, 1 / 3, 0))
    assert held.shape == (6,) and held.dtype == bool, (
        f"expected six booleans, one an image; got {held!r}"
    )
    assert held.sum() == 2, (
        "with three writers of two images each, a third is one "
        f"writer; {held.sum()} images are held out"
    )


def test_the_seed_decides(work):
    writers = some_writers(5)
    first = np.asarray(work.hold_out(writers, 0.2, 1))
    again = np.asarray(work.hold_out(writers, 0.2, 1))
    other = np.asarray(work.hold_out(writers, 0.2, 2))
    assert (first == again).all(), (
        "the same seed gave two different splits, so nobody can "
        "repeat your result; draw from default_rng(seed)"
    )
    assert (first != other).any(), (
        "two seeds gave the same writers; if the choice never "
        "changes, nobody learns how much it matters"
    )
