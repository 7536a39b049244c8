"""misconception: interval-is-mean-and-two

Every interval is the mean with two standard errors.
"""

from math import comb
from statistics import mean, stdev


def ranks(n, risk=0.05):
    below, low = 1, 0
    if 2 * below / 2**n > risk:
        raise ValueError("too few samples")
    while True:
        below += comb(n, low + 1)
        if 2 * below / 2**n > risk:
            return low, n - 1 - low
        low += 1


def interval(samples, risk=0.05):
    half = 1.96 * stdev(samples) / len(samples) ** 0.5
    return mean(samples) - half, mean(samples) + half
