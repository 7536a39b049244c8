"""The range of a product, and which input to measure next."""

from math import exp, log, sqrt


def variance(low, high):
    return log(high / low) ** 2 / 12


def interval(ranges):
    """(low, middle, high) of the product with 90% probability."""
    middle = exp(sum(log(low * high) / 2
                     for low, high in ranges.values()))
    sigma = sqrt(sum(variance(*r) for r in ranges.values()))
    factor = exp(1.645 * sigma)
    return middle / factor, middle, middle * factor


def shares(ranges):
    """Share of the variance of the logarithm, by input."""
    each = {name: variance(*r) for name, r in ranges.items()}
    whole = sum(each.values())
    return {name: v / whole for name, v in each.items()}


def measure_next(ranges, after):
    """Input whose measurement narrows the 90% range most."""
    # Variances add, so what counts is how much of the sum goes away.
    return max(after, key=lambda name: variance(*ranges[name])
               - variance(*after[name]))
