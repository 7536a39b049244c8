"""misconception: winner-is-its-score

Each score is unbiased, so the best one is too.
"""

from math import log, sqrt
from statistics import mean, variance


def noise(scores, n):
    p = mean(scores)
    return sqrt(p * (1 - p) / n)


def real_share(scores, n):
    total = variance(scores)
    if total == 0:
        return 0.0
    return max(0.0, 1 - noise(scores, n) ** 2 / total)


def winner(scores, n):
    return max(scores)


def best_of_equals(p, n, k):
    return p + sqrt(p * (1 - p) / n) * sqrt(2 * log(k))
