"""Does a sorting network sort every input?"""


def counterexample(network, n):
    """An input that is not sorted, or None if all are."""
    raise NotImplementedError
