"""misconception: array-is-the-system

The energy of the array is the energy of its cells.
"""

from math import ceil, sqrt


def error(fresh, fixed, biggest, length, reads):
    return biggest * length * sqrt(fresh**2 / reads + fixed**2)


def reads_for(bits, fresh, fixed, biggest, length, wide):
    allowed = wide / (2**bits * sqrt(12)) / (biggest * length)
    room = allowed**2 - fixed**2
    if room <= 0:
        return None
    return max(1, ceil(fresh**2 / room * (1 - 1e-12)))


def energy(cell, converter, used, reads):
    return reads * cell
