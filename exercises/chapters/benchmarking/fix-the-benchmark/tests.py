import numpy as np


class Machine:
    """A machine in simulated time that drifts and is disturbed."""

    def __init__(self, seed, drift=0.004, noise=True):
        self.draw = np.random.default_rng(seed)
        self.now, self.drift, self.noise = 0.0, drift, noise
        self.calls = 0

    def program(self, seconds):
        runs = [0]

        def call():
            runs[0] += 1
            self.calls += 1
            spent = seconds * (1 + self.drift * self.calls)
            if runs[0] <= 2:
                spent += 0.03    # code is loaded, memory is mapped
            if self.noise:
                spent *= 1 + 0.02 * self.draw.exponential()
                if self.draw.random() < 0.06:
                    spent *= 1 + 40 * self.draw.random()
            self.now += spent

        call.runs = runs
        return call

    def clock(self):
        return self.now


def ratio(work, seed, one, two, rounds=100, **more):
    machine = Machine(seed, **more)
    a, b = machine.program(one), machine.program(two)
    found = work.compare(a, b, machine.clock, rounds)
    return found, max(a.runs[0], b.runs[0])


def test_cold_calls_do_not_count(work):
    found, _ = ratio(work, 0, 1e-3, 2e-3, rounds=20, drift=0,
                     noise=False)
    assert abs(found / 2 - 1) < 0.03, (
        f"on a calm machine B takes 2.00 of A, you find {found:.3f}. "
        "The first two calls of each take 30 ms longer."
    )


def test_drift_meets_both(work):
    found, _ = ratio(work, 1, 1e-3, 1e-3, noise=False)
    assert abs(found - 1) < 0.03, (
        "A and B are the same program, and the machine slows down by "
        f"0.4 % a call: you find {found:.3f}. What ran later?"
    )


def test_disturbed_calls_do_not_decide(work):
    for seed in range(4):
        found, _ = ratio(work, seed + 10, 1e-3, 1.1e-3, drift=0)
        assert abs(found / 1.1 - 1) < 0.03, (
            f"B takes 1.10 of A, you find {found:.3f}; one call in "
            "sixteen was disturbed for up to forty times its length"
        )


def test_all_at_once_and_both_ways_round(work):
    for seed in range(4):
        there, _ = ratio(work, seed + 20, 1e-3, 0.9e-3)
        back, _ = ratio(work, seed + 20, 0.9e-3, 1e-3)
        assert abs(there / 0.9 - 1) < 0.03, (
            f"B takes 0.90 of A, you find {there:.3f}"
        )
        assert abs(there * back - 1) < 0.03, (
            f"swapping A and B gives {back:.3f} where 1/{there:.3f} "
            "is expected: does one of them always go first?"
        )


def test_the_budget_of_calls_is_kept(work):
    _, calls = ratio(work, 30, 1e-3, 1e-3)
    assert calls <= 105, (
        f"{calls} calls of one program; at most 105 were allowed"
    )
