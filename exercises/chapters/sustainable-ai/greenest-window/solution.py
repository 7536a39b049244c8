"""A scheduler for jobs that can wait."""


def schedule(jobs, forecast, slots):
    """Start of each job (release, length, deadline), or None."""
    return place(jobs, forecast, slots)


def place(jobs, price, slots):
    busy = [0] * len(price)
    starts = []
    for release, length, deadline in jobs:
        last = min(deadline, len(price)) - length
        free = [s for s in range(release, last + 1)
                if max(busy[s:s + length]) < slots]
        # min keeps the first of equal sums, which is the earliest.
        best = min(free, key=lambda s: sum(price[s:s + length]),
                   default=None)
        starts.append(best)
        if best is not None:
            for hour in range(best, best + length):
                busy[hour] += 1
    return starts


def grams(jobs, starts, actual, kwh):
    """Emissions in g of the jobs that run, at `kwh` an hour."""
    return kwh * sum(sum(actual[s:s + job[1]])
                     for job, s in zip(jobs, starts) if s is not None)


def saving(jobs, forecast, actual, slots):
    """Share saved against starting as early as a slot is free."""
    planned = schedule(jobs, forecast, slots)
    # With the same price in every hour the earliest start wins.
    early = place(jobs, [1] * len(actual), slots)
    return 1 - (grams(jobs, planned, actual, 1)
                / grams(jobs, early, actual, 1))
