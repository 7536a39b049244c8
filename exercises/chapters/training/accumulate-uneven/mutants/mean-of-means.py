"""misconception: mean-of-means

The batch's mean is the mean of its parts' means.
"""


def accumulate(gradient, parts):
    parts = [(x, y) for x, y in parts if len(x)]
    return sum(gradient(x, y) for x, y in parts) / len(parts)
