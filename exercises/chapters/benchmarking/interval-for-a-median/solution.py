"""An interval for a median that assumes no distribution."""

from math import comb


def ranks(n, risk=0.05):
    """Ranks (low, high) from 0 at which the interval ends."""
    # The median lies below sorted sample `low` when at most `low`
    # samples lie below the median.
    below, low = 1, 0                   # comb(n, 0)
    if 2 * below / 2**n > risk:
        raise ValueError(f"{n} samples are too few for {risk}")
    while True:
        below += comb(n, low + 1)
        if 2 * below / 2**n > risk:
            return low, n - 1 - low
        low += 1


def interval(samples, risk=0.05):
    """The two samples between which the median lies."""
    ordered = sorted(samples)
    low, high = ranks(len(ordered), risk)
    return ordered[low], ordered[high]
