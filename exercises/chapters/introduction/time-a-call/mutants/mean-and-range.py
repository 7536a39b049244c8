"""misconception: mean-is-typical

The mean is the typical time.
"""

import numpy as np


def timings(call, clock, step, error, samples=30, warmup=5):
    for _ in range(warmup):
        call()
    calls, times = 1, []
    while len(times) < samples:
        start = clock()
        for _ in range(calls):
            call()
        spent = clock() - start
        if spent < step / error:
            calls, times = calls * 2, []
        else:
            times.append(spent / calls)
    return times


def report(times):
    return float(np.mean(times)), min(times), max(times)
