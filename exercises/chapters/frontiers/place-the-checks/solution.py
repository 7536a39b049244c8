"""Where should an agent's work be checked?"""


def expected_calls(segments, p, c):
    """Expected steps and checks until all segments have passed."""
    return sum((s + c) / p**s for s in segments)


def plan(n, p, c):
    """Segment lengths that need the fewest expected calls."""
    # The cost of a segment is convex in its length, so for a given
    # number of segments equal lengths (within one) are best.
    plans = []
    for count in range(1, n + 1):
        short, longer = divmod(n, count)
        plans.append([short + 1] * longer + [short] * (count - longer))
    return min(plans, key=lambda s: expected_calls(s, p, c))
