"""misconception: mean-is-typical

The learner thought of a time per request.
"""


def size(rate, time):
    return time / rate
