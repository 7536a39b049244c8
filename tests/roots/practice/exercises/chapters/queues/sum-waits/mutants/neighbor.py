"""misconception: busy-is-efficient

Only the request right before is thought to matter.
"""


def total_wait(arrivals, service):
    pairs = zip(arrivals, arrivals[1:])
    return sum(max(0.0, a + service - b) for a, b in pairs)
