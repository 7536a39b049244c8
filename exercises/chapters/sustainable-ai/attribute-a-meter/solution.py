"""A meter's energy given to the requests that caused it."""


def energy(times, watts):
    """Joules of a meter with readings `watts` between `times`."""
    return sum(w * (b - a)
               for w, a, b in zip(watts, times, times[1:]))


def attribute(times, watts, idle, requests):
    """Joules of each request (start, end); they sum to the meter."""
    account = [0.0] * len(requests)
    for w, a, b in zip(watts, times, times[1:]):
        running = [i for i, (start, end) in enumerate(requests)
                   if start <= a and b <= end]
        for i in running:
            account[i] += (w - idle) * (b - a) / len(running)
    # What nobody was running for belongs to all, by time asked.
    rest = energy(times, watts) - sum(account)
    asked = sum(end - start for start, end in requests)
    return [own + rest * (end - start) / asked
            for own, (start, end) in zip(account, requests)]
