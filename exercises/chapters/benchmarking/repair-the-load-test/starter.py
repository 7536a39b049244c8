"""A load generator for a public service."""


def load(server, due):
    """Latency of each request, in seconds."""
    latencies, free = [], 0.0
    for i, at in enumerate(due):
        sent = max(at, free)
        free = server.send(i, sent)
        latencies.append(free - sent)
    return latencies


def percentile(latencies, q):
    """Smallest latency that q percent do not exceed."""
    raise NotImplementedError
