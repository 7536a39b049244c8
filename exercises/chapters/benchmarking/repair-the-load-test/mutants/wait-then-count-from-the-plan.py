"""misconception: waiting-client

Counting from the plan makes up for waiting.
"""

from math import ceil


def load(server, due):
    latencies, free = [], 0.0
    for i, at in enumerate(due):
        free = server.send(i, max(at, free))
        latencies.append(free - at)
    return latencies


def percentile(latencies, q):
    ordered = sorted(latencies)
    return ordered[max(0, ceil(q / 100 * len(ordered)) - 1)]
