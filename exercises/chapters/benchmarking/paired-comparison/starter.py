"""Is the new model better than the old one?"""


def difference(old, new):
    """(gain in accuracy, its standard error)"""
    raise NotImplementedError


def chance(old, new):
    """Probability of so uneven a split by luck alone."""
    raise NotImplementedError
