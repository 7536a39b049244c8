import gc
import time

import pytest

from tinytorch.utils.benchmark import Measurement, compare, environment


def test_calls_are_warmed_up_interleaved_and_turned():
    calls = []
    compare(
        {"a": lambda: calls.append("a"), "b": lambda: calls.append("b")},
        rounds=3,
        warmup=2,
        min_time=0,
    )
    assert "".join(calls[-6:]) == "abbaab"
    assert calls.count("a") == calls.count("b") == 2 + 1 + 3


def test_a_longer_function_takes_longer():
    short, long = compare(
        {"short": lambda: None, "long": lambda: time.sleep(0.002)}, rounds=5, min_time=1e-4
    )
    assert short.loops > 1
    assert long.loops == 1
    assert long.best >= 0.002
    assert short.median < long.median


def test_statistics_and_units():
    times = Measurement("f", [0.001, 0.002, 0.003, 0.004, 1.0], 1)
    assert times.median == 0.003
    assert times.best == 0.001
    assert times.percentile(100) == 1.0
    assert "median 3 ms" in repr(times)
    assert "best 5 us" in repr(Measurement("f", [5e-6], 7))
    assert "best 40 ns" in repr(Measurement("f", [4e-8], 7))


def test_garbage_collection_comes_back_also_after_an_error():
    def fails():
        if not gc.isenabled():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        compare({"f": fails})
    assert gc.isenabled()


def test_nothing_to_compare_is_an_error():
    with pytest.raises(ValueError, match="at least one"):
        compare({})
    with pytest.raises(ValueError, match="at least one"):
        compare({"f": int}, rounds=0)


def test_the_environment_names_what_times_depend_on():
    assert {"python", "numpy", "cpus", "load", "settings"} <= set(environment())
