import numpy as np


def normal_images(seed, count=1200, pixels=25):
    draw = np.random.default_rng(seed)
    shape = np.linspace(0, 4, pixels)
    return shape + draw.gamma(2.0, 1.0, (count, pixels))


def share_of_alarms(work, images, size, limit, move=0.0, seed=9):
    draw = np.random.default_rng(seed)
    usual = images.mean(0)
    return np.mean([
        bool(work.alarm(
            images[draw.integers(0, len(images), size)] + move,
            usual, limit))
        for _ in range(1500)])


def test_the_distance_is_that_of_the_mean_image(work):
    batch = np.array([[3.0, 0.0], [-3.0, 8.0]])
    found = work.distance(batch, np.zeros(2))
    assert abs(found - 4) < 1e-9, (
        f"expected 4 for the mean image [0, 4], got {found}. Average "
        "the images first; differences in opposite directions cancel."
    )


def test_false_alarms_come_at_the_accepted_rate(work):
    images = normal_images(1)
    for size, rate in ((20, 0.1), (60, 0.05), (200, 0.1)):
        limit = work.threshold(images, size, rate, seed=4)
        found = share_of_alarms(work, images, size, limit)
        assert 0.4 * rate < found < 2.0 * rate, (
            f"batches of {size}: {found:.3f} of the normal batches "
            f"raise an alarm, {rate} were accepted. Is your limit "
            "made from batches of this size, and from the right end "
            "of their distances?"
        )


def test_larger_batches_have_a_lower_limit(work):
    images = normal_images(2)
    small = work.threshold(images, 25, 0.05, seed=0)
    large = work.threshold(images, 400, 0.05, seed=0)
    assert 0.15 < large / small < 0.4, (
        "a mean of 16 times as many images varies about a quarter "
        f"as much; your limits are {small:.3f} and {large:.3f}"
    )


def test_a_shift_of_the_inputs_is_seen(work):
    images = normal_images(3)
    limit = work.threshold(images, 60, 0.01, seed=1)
    found = share_of_alarms(work, images, 60, limit, move=0.5)
    assert found > 0.95, (
        "every pixel moved by half a unit, and only "
        f"{found:.2f} of the batches raise an alarm"
    )
