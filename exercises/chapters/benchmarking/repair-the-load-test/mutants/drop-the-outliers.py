"""misconception: mean-is-typical

A pause is not typical, so its requests are left out.
"""

from math import ceil


def load(server, due):
    found = [server.send(i, at) - at for i, at in enumerate(due)]
    usual = sorted(found)[len(found) // 2]
    return [each for each in found if each < 20 * usual]


def percentile(latencies, q):
    ordered = sorted(latencies)
    return ordered[max(0, ceil(q / 100 * len(ordered)) - 1)]
