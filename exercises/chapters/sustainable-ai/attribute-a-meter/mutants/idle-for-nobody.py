"""misconception: idle-is-free

Only what a request adds to the idle power is its energy.
"""


def energy(times, watts):
    return sum(w * (b - a)
               for w, a, b in zip(watts, times, times[1:]))


def attribute(times, watts, idle, requests):
    account = [0.0] * len(requests)
    for w, a, b in zip(watts, times, times[1:]):
        running = [i for i, (start, end) in enumerate(requests)
                   if start <= a and b <= end]
        for i in running:
            account[i] += (w - idle) * (b - a) / len(running)
    return account
