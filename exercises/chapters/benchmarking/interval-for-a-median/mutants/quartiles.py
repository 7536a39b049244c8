"""misconception: quartiles-are-confidence

The quartiles say how well the median is known.
"""


def ranks(n, risk=0.05):
    low = n // 4
    return low, n - 1 - low


def interval(samples, risk=0.05):
    ordered = sorted(samples)
    low, high = ranks(len(ordered), risk)
    return ordered[low], ordered[high]
