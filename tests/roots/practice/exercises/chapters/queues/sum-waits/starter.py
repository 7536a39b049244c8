def total_wait(arrivals, service):
    """Return the seconds that all requests wait together."""
    raise NotImplementedError
