"""How often would n attempts have found a right answer?"""


def coverage(counts, drawn, n):
    """Mean share of choices of n attempts with a right one."""
    raise NotImplementedError
