"""How good is the winner of a leaderboard?"""

from math import log, sqrt
from statistics import mean, variance


def noise(scores, n):
    """Standard deviation of a score by luck."""
    p = mean(scores)
    return sqrt(p * (1 - p) / n)


def real_share(scores, n):
    """Share of the variance of the scores that is skill."""
    total = variance(scores)
    if total == 0:
        return 0.0
    return max(0.0, 1 - noise(scores, n) ** 2 / total)


def winner(scores, n):
    """Expected accuracy of the best candidate."""
    middle = mean(scores)
    lead = max(scores) - middle
    return middle + real_share(scores, n) * lead


def best_of_equals(p, n, k):
    """Bound on the expected best of k equal candidates."""
    return p + sqrt(p * (1 - p) / n) * sqrt(2 * log(k))
