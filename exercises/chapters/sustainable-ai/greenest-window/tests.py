import numpy as np

DAY = [300, 290, 280, 285, 290, 300, 280, 240, 200, 190, 185, 190,
       200, 205, 210, 220, 240, 280, 310, 330, 335, 330, 320, 310]


def test_one_job_takes_the_cheapest_block(work):
    found = work.schedule([(0, 2, 5)], [9, 4, 3, 8, 8], 1)
    assert list(found) == [1], (
        f"expected [1], got {found}. Hours 1 and 2 cost 7 together, "
        "less than any other two; the whole block counts, not its "
        "first hour.")
    found = work.schedule([(0, 3, 8)], [1, 9, 1, 9, 3, 3, 3, 9], 1)
    assert list(found) == [4], (
        f"expected [4], got {found}. The three hours must follow one "
        "another; the cheapest single hour is of no use to this job.")


def test_release_and_deadline_hold(work):
    price = [1, 1, 5, 5, 4, 4, 1, 1]
    found = work.schedule([(2, 2, 6)], price, 1)
    assert list(found) == [4], (
        f"expected [4], got {found}: not before hour 2, ended by 6")
    found = work.schedule([(3, 4, 6)], price, 1)
    assert list(found) == [None], (
        f"expected [None], got {found}: four hours do not fit")


def test_slots_are_limited(work):
    price = [5, 1, 5, 5]
    found = work.schedule([(0, 1, 4)] * 3, price, 2)
    assert list(found) == [1, 1, 0], (
        f"expected [1, 1, 0], got {found}. Only two jobs may run in "
        "the cheapest hour; the third takes the earliest of the rest.")


def test_capacity_holds_for_many_jobs(work):
    rng = np.random.default_rng(5)
    jobs = []
    for _ in range(12):
        release = int(rng.integers(0, 14))
        length = int(rng.integers(1, 6))
        jobs.append((release, length, release + length + 5))
    starts = work.schedule(jobs, DAY, 3)
    busy = np.zeros(48)
    for (release, length, deadline), s in zip(jobs, starts):
        if s is not None:
            assert release <= s <= deadline - length, (
                f"a job ({release}, {length}, {deadline}) at {s}")
            busy[s:s + length] += 1
    assert busy.max() <= 3, (
        f"{busy.max():.0f} jobs run at once, three are allowed")


def test_emissions_are_those_of_the_hours_used(work):
    jobs = [(0, 2, 9), (0, 3, 9), (0, 1, 9)]
    actual = [10, 20, 30, 40, 50, 60, 70, 80, 90]
    found = work.grams(jobs, [1, 4, None], actual, 2.0)
    assert abs(found - 2 * (20 + 30 + 50 + 60 + 70)) < 1e-9, (
        f"expected 460 g, got {found}; a job that does not run emits "
        "nothing")


def test_the_saving_is_accounted_in_actual_hours(work):
    actual = [100, 100, 200, 300]
    forecast = [300, 300, 100, 200]
    found = work.saving([(0, 1, 4)], forecast, actual, 1)
    assert abs(found + 1.0) < 1e-9, (
        f"got {found}. The forecast sent the job to hour 2, which had "
        "200 g instead of the 100 g of hour 0: a saving of -1. A plan "
        "is judged by what happened.")
    found = work.saving([(4, 4, 24)], DAY, DAY, 1)
    assert abs(found - (1 - 765 / 1110)) < 1e-9, f"got {found:.4f}"
