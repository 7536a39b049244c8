"""What does a user receive who is sent the first accepted try?"""


def first_accepted(p, leak, n):
    """Probabilities (right, wrong, none) of at most n attempts."""
    accepted = p + (1 - p) * leak
    if accepted == 0:
        return 0.0, 0.0, 1.0
    some = 1 - (1 - accepted) ** n
    # The first accepted attempt is like any accepted attempt.
    right = p / accepted * some
    return right, some - right, 1 - some
