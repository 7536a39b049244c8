"""misconception: one-expected-is-enough

A test in which one event is expected and none comes is proof.
"""

from math import ceil


def hours(rate, risk):
    return 1 / rate


def queries(share, late, risk):
    return ceil((late + 1) / share)
