"""misconception: sixteen-bits-halve

Sixteen bits take half of the bytes of thirty-two, everywhere.
"""

MOMENTS = {"sgd": 0, "momentum": 4, "adam": 8}


def state_bytes(parameters, optimizer, mixed):
    each = 8 + MOMENTS[optimizer]
    return parameters * each // (2 if mixed else 1)


def largest_batch(memory, parameters, optimizer, mixed, example):
    left = 9 * memory // 10 - state_bytes(parameters, optimizer, mixed)
    return max(0, int(left // example))
