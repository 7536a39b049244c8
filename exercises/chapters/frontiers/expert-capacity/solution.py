"""Which tokens find room at their expert?"""

from math import ceil, log, sqrt


def dispatch(choice, experts, factor):
    """Which tokens are kept, and the fullest load over the even."""
    room = ceil(factor * len(choice) / experts)
    load, kept = [0] * experts, []
    for expert in choice:
        kept.append(load[expert] < room)
        load[expert] += kept[-1]
    # Experts without tokens count: their devices wait as well.
    return kept, max(load) * experts / len(choice)


def reserve(tokens, experts):
    """Capacity factor for a router that draws evenly."""
    return 1 + sqrt(2 * (experts - 1) * log(experts) / tokens)
