"""How good is an analog product, and what does it cost?"""

from math import ceil, sqrt


def error(fresh, fixed, biggest, length, reads):
    """Standard deviation of the averaged product's error."""
    # Only what is drawn anew at each read averages out.
    return biggest * length * sqrt(fresh**2 / reads + fixed**2)


def reads_for(bits, fresh, fixed, biggest, length, wide):
    """Smallest number of reads for these bits, or None."""
    allowed = wide / (2**bits * sqrt(12)) / (biggest * length)
    room = allowed**2 - fixed**2
    if room < 0 or (room == 0 and fresh > 0):
        return None
    if fresh == 0:
        return 1
    # A hair less, so that rounding does not add a read.
    return max(1, ceil(fresh**2 / room * (1 - 1e-12)))


def energy(cell, converter, used, reads):
    """Joules of one useful multiply-add."""
    return reads * (cell + converter / used)
