"""How good is an analog product, and what does it cost?"""


def error(fresh, fixed, biggest, length, reads):
    """Standard deviation of the averaged product's error."""
    raise NotImplementedError


def reads_for(bits, fresh, fixed, biggest, length, wide):
    """Smallest number of reads for these bits, or None."""
    raise NotImplementedError


def energy(cell, converter, used, reads):
    """Joules of one useful multiply-add."""
    raise NotImplementedError
