def total_wait(arrivals, service):
    """Return the seconds that all requests wait together."""
    free, total = 0.0, 0.0
    for arrival in arrivals:
        # A request starts when it is there and the server is free.
        start = max(arrival, free)
        total += start - arrival
        free = start + service
    return total
