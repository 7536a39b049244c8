"""Which tokens find room at their expert?"""


def dispatch(choice, experts, factor):
    """Which tokens are kept, and the fullest load over the even."""
    raise NotImplementedError


def reserve(tokens, experts):
    """Capacity factor for a router that draws evenly."""
    return 1.0
