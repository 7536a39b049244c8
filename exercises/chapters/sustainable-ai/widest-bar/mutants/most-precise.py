"""misconception: refine-anything

The best measurement is the one that leaves the least uncertainty.
"""

from math import exp, log, sqrt


def interval(ranges):
    middle = exp(sum(log(a * b) / 2 for a, b in ranges.values()))
    var = sum(log(b / a) ** 2 / 12 for a, b in ranges.values())
    return (middle / exp(1.645 * sqrt(var)), middle,
            middle * exp(1.645 * sqrt(var)))


def shares(ranges):
    each = {k: log(b / a) ** 2 for k, (a, b) in ranges.items()}
    return {k: v / sum(each.values()) for k, v in each.items()}


def measure_next(ranges, after):
    return min(after, key=lambda k: after[k][1] / after[k][0])
