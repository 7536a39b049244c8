"""A timer for functions that are shorter than the clock's step."""

import numpy as np


def timings(call, clock, step, error, samples=30, warmup=5):
    """Seconds of one call, `samples` times."""
    for _ in range(warmup):
        call()

    def sample(calls):
        start = clock()
        for _ in range(calls):
            call()
        return clock() - start

    # Double until a sample is long enough. The search costs about
    # as many calls as two samples.
    calls, needed = 1, step / error
    while sample(calls) < needed:
        calls *= 2
    times = []
    while len(times) < samples:
        spent = sample(calls)
        if spent < needed:      # the search met a slow moment
            calls *= 2
            times = []
            continue
        times.append(spent / calls)
    return times


def report(times):
    """(median, lower quartile, upper quartile) in seconds."""
    lower, middle, upper = np.percentile(times, [25, 50, 75])
    return float(middle), float(lower), float(upper)
