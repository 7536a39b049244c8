"""misconception: clock-is-exact

Reading the clock before and after one call is enough.
"""

import numpy as np


def timings(call, clock, step, error, samples=30, warmup=5):
    for _ in range(warmup):
        call()
    times = []
    for _ in range(samples):
        start = clock()
        call()
        times.append(clock() - start)
    return times


def report(times):
    lower, middle, upper = np.percentile(times, [25, 50, 75])
    return float(middle), float(lower), float(upper)
