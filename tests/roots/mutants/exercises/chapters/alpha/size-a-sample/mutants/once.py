"""misconception: one-run-is-enough

The learner took one request for all.
"""


def size(rate, time):
    return time
