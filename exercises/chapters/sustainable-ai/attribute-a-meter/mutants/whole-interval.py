"""misconception: number-without-boundary

Each running request is given the whole reading of its intervals.
"""


def energy(times, watts):
    return sum(w * (b - a)
               for w, a, b in zip(watts, times, times[1:]))


def attribute(times, watts, idle, requests):
    return [sum(w * (b - a)
                for w, a, b in zip(watts, times, times[1:])
                if start <= a and b <= end)
            for start, end in requests]
