"""misconception: average-is-avoided

Emissions change because demand changes; the sun is part of the grid.
"""

import numpy as np


def average(generation, factors):
    made = np.asarray(generation, float)
    return made @ factors / made.sum(1)


def marginal(generation, factors, free):
    made = np.asarray(generation, float)
    cause = np.diff(made.sum(1))[:, None]
    fit = np.linalg.lstsq(cause, np.diff(made @ factors), rcond=None)
    return float(fit[0][0])


def moved(generation, factors, free, source, target):
    made = np.asarray(generation, float)
    each = average(made, factors)
    margins = [marginal(made[list(h)], factors, free)
               for h in (source, target)]
    return (float(each[list(source)].mean()
                  - each[list(target)].mean()),
            margins[0] - margins[1])
