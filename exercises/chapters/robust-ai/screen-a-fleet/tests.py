import numpy as np


def near(got, want, why, slack=0.01):
    assert abs(got - want) <= slack * abs(want), (
        f"{why}: expected {want:.6g}, got {got:.6g}")


def simulated(interval, coverage, seed):
    draw = np.random.default_rng(seed)
    begin = draw.uniform(0, interval, 400_000)
    tests = draw.geometric(coverage, 400_000)
    return (tests * interval - begin).mean()


def test_exposure_agrees_with_a_simulation(work):
    for seed, (interval, coverage) in enumerate(
            ((24, 0.5), (6, 0.9), (168, 0.15), (10, 1.0))):
        near(work.exposure(interval, coverage),
             simulated(interval, coverage, seed),
             f"a test every {interval} h that finds a share of "
             f"{coverage}; a defect may pass several tests", 0.02)


def test_the_share_of_answers(work):
    near(work.share_at_risk(0.0025, 24, 0.5), 0.0025 * 36 / 8766,
         "the share for the example in the text")
    one = work.share_at_risk(0.004, 12, 0.3)
    near(work.share_at_risk(0.008, 12, 0.3), 2 * one,
         "twice the rate")
    near(work.share_at_risk(0.004, 36, 0.3), 3 * one,
         "three times the interval")


def test_the_number_of_answers(work):
    for devices, speed in ((10, 15.0), (4000, 0.5)):
        total = devices * speed * 3600 * 8766
        want = total * 0.003 * 18 * (1 / 0.4 - 0.5) / 8766
        near(work.answers_at_risk(0.003, devices, speed, 18, 0.4),
             want, f"{devices} devices with {speed} answers a "
             "second; the share is the same for every fleet, and the "
             "number grows with it once")


def test_the_best_interval_is_the_best(work):
    for rate, coverage, test, worth in (
            (0.0025, 0.5, 0.01, 100.0), (0.01, 0.2, 0.1, 3000.0)):
        def loss(hours):
            share = rate * hours * (1 / coverage - 0.5) / 8766
            return test / hours + worth * share
        got = work.best_interval(rate, coverage, test, worth)
        best = min(loss(h) for h in np.geomspace(0.01, 1e5, 20_001))
        assert loss(got) <= 1.001 * best, (
            f"testing every {got:.1f} h loses {loss(got):.5f}, and "
            f"{best:.5f} is possible. Which term falls with the "
            "interval, and which rises?"
        )
