"""A timer for functions that are shorter than the clock's step."""


def timings(call, clock, step, error, samples=30, warmup=5):
    """Seconds of one call, `samples` times."""
    times = []
    for _ in range(samples):
        start = clock()
        call()
        times.append(clock() - start)
    return times


def report(times):
    """(median, lower quartile, upper quartile) in seconds."""
    raise NotImplementedError
