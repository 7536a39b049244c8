"""misconception: batch-fills-state

If it does not fit, make the batch smaller; one example always fits.
"""

MOMENTS = {"sgd": 0, "momentum": 4, "adam": 8}


def state_bytes(parameters, optimizer, mixed):
    return parameters * (8 + MOMENTS[optimizer])


def largest_batch(memory, parameters, optimizer, mixed, example):
    left = 9 * memory // 10 - state_bytes(parameters, optimizer, mixed)
    return max(1, int(left // example))
