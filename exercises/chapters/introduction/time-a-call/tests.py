import math

import numpy as np


class World:
    """A function and a clock in simulated time."""

    def __init__(self, seconds, step, cold=50.0, noise=0.0, seed=0):
        self.seconds, self.step, self.noise = seconds, step, noise
        self.cold, self.calls, self.reads = cold, 0, []
        self.draw = np.random.default_rng(seed)
        self.now = float(self.draw.uniform(0, 1))

    def call(self):
        self.calls += 1
        if self.calls > 3_000_000:
            raise RuntimeError("more than three million calls: "
                               "does your search for a number end?")
        factor = self.cold if self.calls <= 3 else 1.0
        if self.noise:
            factor += self.noise * self.draw.exponential()
        self.now += self.seconds * factor

    def clock(self):
        self.now += 1e-9
        self.reads.append(self.calls)
        return math.floor(self.now / self.step) * self.step


def run(work, world, error, **more):
    times = work.timings(world.call, world.clock, world.step, error,
                         **more)
    return np.array(times, float)


def test_every_sample_is_right_within_the_error(work):
    for seconds, error in ((7e-6, 0.05), (3e-5, 0.02), (2.3e-4, 0.1)):
        world = World(seconds, 1e-4, seed=3)
        times = run(work, world, error, samples=12)
        worst = np.abs(times / seconds - 1).max()
        assert worst <= 1.05 * error, (
            f"a call takes {seconds:.1e} s, and one of your samples "
            f"is wrong by {worst:.0%} where {error:.0%} was allowed. "
            "How long does a sample last, in steps of the clock?"
        )


def test_a_long_call_is_not_repeated_in_vain(work):
    world = World(0.5, 1e-4, cold=1.0)
    times = run(work, world, 0.05, samples=10, warmup=2)
    worst = np.abs(times / 0.5 - 1).max()
    assert worst < 0.01, (
        f"a call takes 0.5 s, and one of your samples is wrong by "
        f"{worst:.1%}. Divide a sample by the calls that it holds."
    )
    assert world.calls <= 2 + 10 * 10, (
        f"{world.calls} calls of half a second each; one call a "
        "sample is enough for this clock"
    )


def test_the_number_of_calls_is_bounded(work):
    world = World(7e-6, 1e-4, cold=1.0)
    run(work, world, 0.05, samples=30, warmup=5)
    needed = 30 * math.ceil(1e-4 / 0.05 / 7e-6)
    assert world.calls <= 5 + 10 * needed, (
        f"the samples need {needed} calls, you made {world.calls}. "
        "Do not search by adding one call at a time."
    )


def test_the_cold_calls_do_not_count(work):
    world = World(2e-3, 1e-6, cold=200.0)
    times = run(work, world, 0.01, samples=20, warmup=5)
    assert times.max() < 1.1 * 2e-3, (
        "the first three calls take 200 times as long as the others; "
        f"one of them is in a sample ({times.max():.4f} s a call)"
    )


def test_as_many_samples_as_asked(work):
    for samples in (1, 9, 30):
        world = World(1e-4, 1e-5)
        times = run(work, world, 0.05, samples=samples)
        assert len(times) == samples, (
            f"{samples} samples were asked for, {len(times)} came"
        )


def test_the_report_is_not_pulled_by_the_tail(work):
    times = [1.0, 1.1, 1.2, 1.3, 9.0, 1.05, 1.15, 1.25]
    middle, lower, upper = work.report(times)
    right = np.percentile(times, [50, 25, 75])
    assert abs(middle - right[0]) < 1e-9, (
        f"the median is {right[0]:.4f}, got {middle:.4f}; the mean, "
        f"{np.mean(times):.4f}, follows the one slow call"
    )
    assert abs(lower - right[1]) < 1e-9, (
        f"expected the lower quartile {right[1]:.4f}, got {lower}")
    assert abs(upper - right[2]) < 1e-9, (
        f"expected the upper quartile {right[2]:.4f}, got {upper}")
