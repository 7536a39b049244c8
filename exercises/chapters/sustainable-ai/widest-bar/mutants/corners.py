"""misconception: extremes-at-once

The range of a product is from all low ends to all high ends.
"""

from math import log, prod, sqrt


def interval(ranges):
    low = prod(a for a, b in ranges.values())
    high = prod(b for a, b in ranges.values())
    return low, sqrt(low * high), high


def shares(ranges):
    each = {k: log(b / a) ** 2 for k, (a, b) in ranges.items()}
    return {k: v / sum(each.values()) for k, v in each.items()}


def measure_next(ranges, after):
    def gone(k):
        return (log(ranges[k][1] / ranges[k][0]) ** 2
                - log(after[k][1] / after[k][0]) ** 2)
    return max(after, key=gone)
