"""Does a training step fit into memory?"""

MOMENTS = {"sgd": 0, "momentum": 4, "adam": 8}


def state_bytes(parameters, optimizer, mixed):
    # Small changes need a 32-bit copy, so mixed precision does not
    # make the state smaller: 2 + 2 + 4 instead of 4 + 4.
    weights = 2 + 2 + 4 if mixed else 4 + 4
    return parameters * (weights + MOMENTS[optimizer])


def largest_batch(memory, parameters, optimizer, mixed, example):
    left = 9 * memory // 10 - state_bytes(parameters, optimizer, mixed)
    return max(0, int(left // example))
