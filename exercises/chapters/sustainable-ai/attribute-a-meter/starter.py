"""A meter's energy given to the requests that caused it."""


def energy(times, watts):
    """Joules of a meter with readings `watts` between `times`."""
    raise NotImplementedError


def attribute(times, watts, idle, requests):
    """Joules of each request (start, end); they sum to the meter."""
    raise NotImplementedError
