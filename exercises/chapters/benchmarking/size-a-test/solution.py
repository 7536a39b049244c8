"""How much evidence does a claim need?"""

from math import comb, log


def hours(rate, risk):
    """Hours without an event that support a claim."""
    # Silence for t hours has the probability exp(-rate * t).
    return -log(risk) / rate


def queries(share, late, risk):
    """Smallest number of requests that supports a claim."""

    def chance(n):              # at most `late` of n are late
        return sum(comb(n, k) * share**k * (1 - share) ** (n - k)
                   for k in range(late + 1))

    low, high = late, late + 1
    while chance(high) > risk:          # double, then halve
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if chance(middle) > risk:
            low = middle
        else:
            high = middle
    return high
