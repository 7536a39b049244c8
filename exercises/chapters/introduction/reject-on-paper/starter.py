"""Can this design work, if everything goes perfectly?"""


def count(layers):
    """(macs, weights, bytes) of a network."""
    raise NotImplementedError


def broken(layers, device):
    """Limits that no implementation can keep."""
    raise NotImplementedError
