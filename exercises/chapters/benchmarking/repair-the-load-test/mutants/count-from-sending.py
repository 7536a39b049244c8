"""misconception: clock-starts-at-sending

The client cannot be blamed before it has sent.
"""

from math import ceil


def load(server, due):
    latencies, free = [], 0.0
    for i, at in enumerate(due):
        sent = max(at, free)
        free = server.send(i, sent)
        latencies.append(free - sent)
    return latencies


def percentile(latencies, q):
    ordered = sorted(latencies)
    return ordered[max(0, ceil(q / 100 * len(ordered)) - 1)]
