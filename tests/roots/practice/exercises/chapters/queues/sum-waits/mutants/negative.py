"""misconception: mean-is-typical

An idle server is thought to give time back.
"""


def total_wait(arrivals, service):
    free, total = 0.0, 0.0
    for arrival in arrivals:
        total += free - arrival if arrival else 0.0
        free = max(arrival, free) + service
    return total
