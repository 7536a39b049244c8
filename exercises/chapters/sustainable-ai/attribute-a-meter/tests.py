import numpy as np


def record(seed, steps=40, count=8):
    rng = np.random.default_rng(seed)
    times = np.concatenate([[0], np.cumsum(rng.integers(1, 9, steps))])
    requests = []
    for _ in range(count):
        a, b = sorted(rng.choice(steps, 2, replace=False))
        requests.append((int(times[a]), int(times[b])))
    load = [sum(s <= t < e for s, e in requests) for t in times[:-1]]
    watts = 80 + 35 * np.array(load) + rng.normal(0, 4, steps)
    return times.tolist(), watts.tolist(), requests


def test_the_meter_is_power_times_time(work):
    found = work.energy([0, 10, 20, 40], [100, 300, 60])
    assert abs(found - 5200) < 1e-6, f"expected 5200 J, got {found}"


def test_the_example(work):
    found = work.attribute([0, 10, 20, 40], [100, 300, 60], 60,
                           [(0, 20), (10, 20)])
    assert np.allclose(found, [3200, 2000]), (
        f"expected [3200, 2000], got {list(found)}. Active power is "
        "what the reading shows above idle, and those who run share "
        "it; the 2,400 J of idle power go 2 : 1 by time asked.")


def test_every_joule_is_given_to_somebody(work):
    for seed in range(5):
        times, watts, requests = record(seed)
        found = sum(work.attribute(times, watts, 80, requests))
        meter = sum(w * (b - a)
                    for w, a, b in zip(watts, times, times[1:]))
        assert abs(found / meter - 1) < 1e-9, (
            f"the meter shows {meter:.0f} J, the requests carry "
            f"{found:.0f} J. Where does the server's idle energy go, "
            "and what if two requests run at once?")


def test_a_lone_request_carries_the_waiting(work):
    found = work.attribute([0, 100, 110, 200], [50, 250, 50], 50,
                           [(100, 110)])
    assert abs(found[0] - 12_000) < 1e-6, (
        f"expected 12,000 J, got {found[0]:.0f}. The server stood "
        "ready for 190 s for this request alone.")


def test_sharing_a_moment_shares_its_power(work):
    alone = work.attribute([0, 10, 20], [200, 200], 0,
                           [(0, 10), (10, 20)])
    shared = work.attribute([0, 10, 20], [200, 200], 0,
                            [(0, 10), (0, 10)])
    assert np.allclose(alone, [2000, 2000]), f"got {list(alone)}"
    assert np.allclose(shared, [2000, 2000]), (
        f"two requests share 2,000 J of active energy, and the 2,000 J "
        f"of the empty interval as well; got {list(shared)}")


def test_a_busy_request_pays_more_than_a_calm_one(work):
    found = work.attribute([0, 10, 20], [400, 100], 50,
                           [(0, 10), (10, 20)])
    assert np.allclose(found, [4000, 1000]), (
        f"expected [4000, 1000], got {list(found)}; active power "
        "belongs to the interval in which it was drawn")
