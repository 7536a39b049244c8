"""The gradient of a batch that does not fit into memory."""


def accumulate(gradient, parts):
    total, rows = 0, 0
    for x, y in parts:
        if len(x) == 0:
            continue
        # A mean times its count is a sum, and sums can be added.
        total = total + len(x) * gradient(x, y)
        rows += len(x)
    return total / rows
