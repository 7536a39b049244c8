def size(rate: float, time: float) -> float:
    """Return the mean number of requests that wait."""
    raise NotImplementedError
