"""Where should an agent's work be checked?"""


def expected_calls(segments, p, c):
    """Expected steps and checks until all segments have passed."""
    raise NotImplementedError


def plan(n, p, c):
    """Segment lengths that need the fewest expected calls."""
    return [1] * n
