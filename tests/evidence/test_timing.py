import gc
import time

import numpy as np
import pytest

from evidence import Timing, measure, resolution


def test_each_callable_is_warmed_up_and_sampled_in_seconds():
    calls = {"slow": 0, "fast": 0}

    def slow():
        calls["slow"] += 1
        time.sleep(0.002)

    def fast():
        calls["fast"] += 1

    times = measure({"slow": slow, "fast": fast}, repeats=4, warmup=2, inner=1)
    assert calls == {"slow": 6, "fast": 6}
    assert times["slow"].n == 4
    assert times["slow"].min >= 0.002
    assert list(times) == ["slow", "fast"]


def test_samples_are_interleaved():
    seen = []
    measure(
        {"a": lambda: seen.append("a"), "b": lambda: seen.append("b")},
        repeats=8,
        warmup=0,
        inner=1,
    )
    rounds = [tuple(seen[at : at + 2]) for at in range(0, 16, 2)]
    assert all(sorted(each) == ["a", "b"] for each in rounds)
    assert len(set(rounds)) == 2, "the order within a round should vary"


def test_the_collector_is_off_during_a_sample_and_on_afterwards():
    states = []
    measure({"f": lambda: states.append(gc.isenabled())}, repeats=2, warmup=0, inner=1)
    assert states == [False, False]
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        measure({"f": lambda: None}, repeats=1, inner=1)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_comes_back_after_an_exception():
    with pytest.raises(ZeroDivisionError):
        measure({"f": lambda: 1 / 0}, warmup=0, repeats=1, inner=1)
    assert gc.isenabled()


def test_a_callable_too_short_for_the_clock_is_called_several_times_a_sample():
    times = measure({"nothing": lambda: None}, repeats=3)
    assert times["nothing"].inner > 1
    assert 0 < times["nothing"].median < 1e-4


def test_cpu_time_stands_beside_wall_time():
    times = measure({"sleep": lambda: time.sleep(0.005)}, repeats=3, warmup=0)
    assert times["sleep"].cpu.shape == (3,)
    assert times["sleep"].cpu.mean() < times["sleep"].samples.mean()


def test_summary_is_numpys():
    samples = np.array([4.0, 1.0, 3.0, 2.0])
    timing = Timing("x", samples, samples)
    assert (timing.min, timing.median, timing.quartiles) == (1.0, 2.5, (1.75, 3.25))
    assert timing.percentile(100) == 4.0
    assert str(timing) == "x: 2.5 s (1.75 to 3.25, n = 4)"


def test_samples_cannot_be_written():
    times = measure({"f": lambda: None}, repeats=2)
    with pytest.raises(ValueError, match="read-only"):
        times["f"].samples[0] = 0


@pytest.mark.parametrize("bad", [{"repeats": 0}, {"warmup": -1}, {"inner": 0}])
def test_senseless_numbers_are_refused(bad):
    with pytest.raises(ValueError, match="repeats >= 1"):
        measure({"f": lambda: None}, **bad)


def test_nothing_to_measure_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        measure({})


def test_resolution_is_a_small_positive_step():
    assert 0 < resolution() < 0.1
