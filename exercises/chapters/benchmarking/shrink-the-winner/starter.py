"""How good is the winner of a leaderboard?"""


def noise(scores, n):
    """Standard deviation of a score by luck."""
    raise NotImplementedError


def real_share(scores, n):
    """Share of the variance of the scores that is skill."""
    raise NotImplementedError


def winner(scores, n):
    """Expected accuracy of the best candidate."""
    return max(scores)


def best_of_equals(p, n, k):
    """Bound on the expected best of k equal candidates."""
    raise NotImplementedError
