import numpy as np

DATA = np.arange(28.0).reshape(7, 4) / 28


class Run:
    def __init__(self, seed=0):
        self.rng = np.random.default_rng(seed)
        self.weights = self.rng.standard_normal(4)
        self.moment = np.zeros(4)
        self.step = 0
        self.order = []          # rest of the epoch, shuffled

    def advance(self, steps):
        for _ in range(steps):
            if not self.order:
                self.order = self.rng.permutation(7).tolist()
            row = DATA[self.order.pop()]
            noise = 0.1 * self.rng.standard_normal(4)
            gradient = self.weights - row + noise
            self.moment = 0.9 * self.moment + gradient
            self.step += 1
            self.weights -= 0.1 / self.step * self.moment


def resumed(work, before, after, seed=0):
    """A run that was killed, and one that was not."""
    calm = Run(seed)
    calm.advance(before + after)
    killed = Run(seed)
    killed.advance(before)
    state = work.save(killed)
    fresh = Run(seed)
    work.load(fresh, state)
    fresh.advance(after)
    return fresh, calm


def test_the_next_step(work):
    fresh, calm = resumed(work, 7, 1)
    assert (fresh.weights == calm.weights).all(), (
        "one step after the restart the weights differ by "
        f"{abs(fresh.weights - calm.weights).max():.2e}. Which of the "
        "things that a step reads did not come back? Weights alone "
        "are not the run."
    )


def test_in_the_middle_of_an_epoch(work):
    for before in (3, 10, 12):
        fresh, calm = resumed(work, before, 20)
        assert (fresh.weights == calm.weights).all(), (
            f"killed after {before} steps, the run ends "
            f"{abs(fresh.weights - calm.weights).max():.2e} away. "
            "Are the rest of the epoch and the generator where they "
            "were? A seed starts a generator from its beginning."
        )


def test_for_other_seeds(work):
    for seed in (5, 6):
        fresh, calm = resumed(work, 9, 9, seed)
        assert (fresh.weights == calm.weights).all(), (
            f"with seed {seed} the runs end apart; nothing in the "
            "state may be written into the code"
        )


def test_the_state_stands_still(work):
    run = Run()
    run.advance(5)
    state = work.save(run)
    run.advance(6)               # training goes on while it is written
    fresh, calm = Run(), Run()
    work.load(fresh, state)
    fresh.advance(4)
    calm.advance(9)
    assert (fresh.weights == calm.weights).all(), (
        "the saved state changed while the run went on: a reference "
        "is not a copy"
    )


def test_it_can_be_loaded_twice(work):
    run = Run()
    run.advance(5)
    state = work.save(run)
    ends = []
    for _ in range(2):
        fresh = Run()
        work.load(fresh, state)
        fresh.advance(8)
        ends.append(fresh.weights.copy())
    assert (ends[0] == ends[1]).all(), (
        "the second resumption from the same state ended elsewhere: "
        "the first one changed it"
    )
