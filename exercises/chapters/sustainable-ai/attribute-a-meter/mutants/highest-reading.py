"""misconception: rating-is-draw

A request takes the server's power for as long as it runs.
"""


def energy(times, watts):
    return sum(w * (b - a)
               for w, a, b in zip(watts, times, times[1:]))


def attribute(times, watts, idle, requests):
    return [max(watts) * (end - start) for start, end in requests]
