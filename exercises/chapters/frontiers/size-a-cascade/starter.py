"""Which pages should be read in full?"""


def cascade(score, quick, full, times, goal, limit):
    """The fastest cascade that reaches the goal, or None."""
    raise NotImplementedError
