class Clock:
    def __init__(self, now=100.0):
        self.now = now

    def __call__(self):
        return self.now


class Part:
    """A device or the small model, in simulated time."""

    def __init__(self, clock, takes, passes=True, name="x"):
        self.clock, self.takes, self.passes = clock, takes, passes
        self.name, self.runs, self.suspect = name, 0, False

    def run(self):
        self.runs += 1
        self.clock.now += self.takes
        return f"{self.name}{self.runs}", self.passes


def setup(takes, passes, small=1.0, small_passes=True):
    clock = Clock()
    devices = [Part(clock, t, p, f"d{i}-") for i, (t, p) in
               enumerate(zip(takes, passes, strict=True))]
    return clock, devices, Part(clock, small, small_passes, "s-")


def test_a_passed_check_is_the_answer(work):
    clock, devices, small = setup((2, 2), (True, True))
    got = work.serve(devices, small, clock, clock.now + 10)
    assert got == ("full", "d0-1"), f"expected the first, got {got}"
    assert devices[1].runs + small.runs == 0, (
        "nothing failed, and other devices were used as well")


def test_another_device_after_an_alarm(work):
    clock, devices, small = setup((2, 2, 2), (False, True, True))
    got = work.serve(devices, small, clock, clock.now + 10)
    assert got == ("full", "d1-1"), (
        f"the second device was healthy and in time, got {got}")
    assert devices[0].runs == 1, (
        f"the failed device ran {devices[0].runs} times. If it is "
        "defective, what will it answer next time?"
    )
    assert devices[0].suspect and not devices[1].suspect, (
        "mark the device whose check failed, and no other")


def test_suspects_are_left_alone(work):
    clock, devices, small = setup((2, 2, 2), (True, True, True))
    devices[0].suspect = True
    got = work.serve(devices, small, clock, clock.now + 10)
    assert devices[0].runs == 0 and got == ("full", "d1-1"), (
        f"device 0 was suspect before; got {got}")


def test_two_tries_and_then_down(work):
    clock, devices, small = setup((1, 1, 1), (False, False, True))
    got = work.serve(devices, small, clock, clock.now + 100)
    assert got == ("small", "s-1"), (
        f"two devices failed; a third failure in a row is rather "
        f"one of the request or of the program. Got {got}")
    assert devices[2].runs == 0, "at most two devices for a request"


def test_time_for_the_small_model_is_kept(work):
    for takes, deadline in (((2, 2), 4.0), ((3, 3), 3.5),
                            ((2, 2), 1.0)):
        clock, devices, small = setup(takes, (False, True))
        end = clock.now + deadline
        got = work.serve(devices, small, clock, end)
        assert clock.now <= end + 1e-9, (
            f"devices of {takes[0]} s, small model of 1 s, deadline "
            f"after {deadline} s: you were {clock.now - end:.1f} s "
            "late. Who reserves the time of the last step?"
        )
        assert got == ("small", "s-1"), (
            f"devices of {takes[0]} s, small model of 1 s, deadline "
            f"after {deadline} s: you return {got}. If the last "
            "device that you started had failed its check, would "
            "there have been time for the small model?"
        )


def test_a_failed_check_is_never_an_answer(work):
    clock, devices, small = setup((1, 1), (False, False), 1.0, False)
    got = work.serve(devices, small, clock, clock.now + 9)
    assert got == ("refused", None), (
        f"every check failed, and you return {got}")
    clock, devices, small = setup((1,), (True,), 2.0)
    got = work.serve(devices, small, clock, clock.now + 1.5)
    assert got == ("refused", None) and clock.now == 100.0, (
        "neither step fits before the deadline: refuse at once; "
        f"got {got} after {clock.now - 100:.1f} s"
    )
