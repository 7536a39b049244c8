"""misconception: first-call-is-typical

The first calls are calls like all others.
"""

import numpy as np


def timings(call, clock, step, error, samples=30, warmup=5):
    def sample(calls):
        start = clock()
        for _ in range(calls):
            call()
        return clock() - start

    calls, times = 1, []
    while len(times) < samples:
        spent = sample(calls)
        if spent < step / error:
            calls, times = calls * 2, []
        else:
            times.append(spent / calls)
    return times


def report(times):
    lower, middle, upper = np.percentile(times, [25, 50, 75])
    return float(middle), float(lower), float(upper)
