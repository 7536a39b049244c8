"""misconception: noise-halves-with-reads

Twice the reads, half the error, fixed or fresh.
"""

from math import ceil, sqrt


def error(fresh, fixed, biggest, length, reads):
    return biggest * length * sqrt(fresh**2 + fixed**2) / reads


def reads_for(bits, fresh, fixed, biggest, length, wide):
    allowed = wide / (2**bits * sqrt(12))
    one = error(fresh, fixed, biggest, length, 1)
    return max(1, ceil(one / allowed))


def energy(cell, converter, used, reads):
    return reads * (cell + converter / used)
