"""An interval for a median that assumes no distribution."""


def ranks(n, risk=0.05):
    """Ranks (low, high) from 0 at which the interval ends."""
    raise NotImplementedError


def interval(samples, risk=0.05):
    """The two samples between which the median lies."""
    raise NotImplementedError
