"""The gradient of a batch that does not fit into memory."""


def accumulate(gradient, parts):
    """Gradient of the mean loss over all rows of all parts."""
    total = 0
    for x, y in parts:
        total = total + gradient(x, y)
    return total
