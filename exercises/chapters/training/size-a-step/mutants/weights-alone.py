"""misconception: fits-for-inference

If the weights fit, the model fits.
"""


def state_bytes(parameters, optimizer, mixed):
    return parameters * (2 if mixed else 4)


def largest_batch(memory, parameters, optimizer, mixed, example):
    left = 9 * memory // 10 - state_bytes(parameters, optimizer, mixed)
    return max(0, int(left // example))
