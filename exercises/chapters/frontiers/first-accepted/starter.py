"""What does a user receive who is sent the first accepted try?"""


def first_accepted(p, leak, n):
    """Probabilities (right, wrong, none) of at most n attempts."""
    raise NotImplementedError
