"""misconception: noise-is-shared-out

Take the luck of the best off its score.
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
    luck = noise(scores, n) * sqrt(2 * log(len(scores)))
    return max(scores) - luck


def best_of_equals(p, n, k):
    return p + sqrt(p * (1 - p) / n) * sqrt(2 * log(k))
