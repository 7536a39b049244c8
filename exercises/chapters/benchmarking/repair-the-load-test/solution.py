"""A load generator for a public service."""

from math import ceil


def load(server, due):
    """Latency of each request, in seconds."""
    # Nobody waits for an earlier answer: users do not know of it.
    return [server.send(i, at) - at for i, at in enumerate(due)]


def percentile(latencies, q):
    """Smallest latency that q percent do not exceed."""
    ordered = sorted(latencies)
    return ordered[max(0, ceil(q / 100 * len(ordered)) - 1)]
