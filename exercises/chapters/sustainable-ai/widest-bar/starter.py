"""The range of a product, and which input to measure next."""


def interval(ranges):
    """(low, middle, high) of the product with 90% probability."""
    raise NotImplementedError


def shares(ranges):
    """Share of the variance of the logarithm, by input."""
    raise NotImplementedError


def measure_next(ranges, after):
    """Input whose measurement narrows the 90% range most."""
    raise NotImplementedError
