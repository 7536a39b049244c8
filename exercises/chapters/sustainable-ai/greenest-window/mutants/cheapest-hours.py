"""misconception: best-hour-for-all

A job saves what its first hour saves.
"""


def schedule(jobs, forecast, slots):
    busy, starts = [0] * len(forecast), []
    for release, length, deadline in jobs:
        free = [s for s in range(release, deadline - length + 1)
                if s + length <= len(forecast)
                and max(busy[s:s + length]) < slots]
        best = min(free, key=lambda s: forecast[s], default=None)
        starts.append(best)
        for h in range(best, best + length) if free else ():
            busy[h] += 1
    return starts


def grams(jobs, starts, actual, kwh):
    return kwh * sum(sum(actual[s:s + j[1]])
                     for j, s in zip(jobs, starts) if s is not None)


def saving(jobs, forecast, actual, slots):
    plan = schedule(jobs, forecast, slots)
    early = schedule(jobs, [1] * len(actual), slots)
    return 1 - grams(jobs, plan, actual, 1) / grams(
        jobs, early, actual, 1)
