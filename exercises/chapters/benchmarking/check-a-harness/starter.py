"""Do a log and a counter agree?"""


def inside(arrived, left):
    """Mean number inside over time, from the area."""
    raise NotImplementedError


def little(arrived, left):
    """Rate of arrivals times the mean stay."""
    raise NotImplementedError


def trustworthy(arrived, left, counted, slack=0.05):
    """Whether the counter agrees with the log."""
    raise NotImplementedError


def needed(rate, stay):
    """Requests inside on average."""
    raise NotImplementedError
