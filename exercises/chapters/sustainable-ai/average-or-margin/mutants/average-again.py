"""misconception: average-is-avoided

What one more kWh emits is the mean of what all emit.
"""

import numpy as np


def average(generation, factors):
    made = np.asarray(generation, float)
    return made @ factors / made.sum(1)


def marginal(generation, factors, free):
    return float(average(generation, factors).mean())


def moved(generation, factors, free, source, target):
    each = average(generation, factors)
    gain = each[list(source)].mean() - each[list(target)].mean()
    return float(gain), float(gain)
