"""misconception: risk-on-each-side

Five percent of risk means five percent on each side.
"""

from math import comb


def ranks(n, risk=0.05):
    below, low = 1, 0
    if below / 2**n > risk:
        raise ValueError("too few samples")
    while True:
        below += comb(n, low + 1)
        if below / 2**n > risk:
            return low, n - 1 - low
        low += 1


def interval(samples, risk=0.05):
    ordered = sorted(samples)
    low, high = ranks(len(ordered), risk)
    return ordered[low], ordered[high]
