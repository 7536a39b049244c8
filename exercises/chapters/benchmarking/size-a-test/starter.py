"""How much evidence does a claim need?"""


def hours(rate, risk):
    """Hours without an event that support a claim."""
    raise NotImplementedError


def queries(share, late, risk):
    """Smallest number of requests that supports a claim."""
    raise NotImplementedError
