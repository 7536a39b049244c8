"""A scheduler for jobs that can wait."""


def schedule(jobs, forecast, slots):
    """Start of each job (release, length, deadline), or None."""
    raise NotImplementedError


def grams(jobs, starts, actual, kwh):
    """Emissions in g of the jobs that run, at `kwh` an hour."""
    raise NotImplementedError


def saving(jobs, forecast, actual, slots):
    """Share saved against starting as early as a slot is free."""
    raise NotImplementedError
