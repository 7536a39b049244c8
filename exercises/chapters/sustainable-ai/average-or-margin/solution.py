"""Average and marginal intensity of a grid from its hours."""

import numpy as np


def average(generation, factors):
    """Average intensity of each hour, g/kWh."""
    made = np.asarray(generation, float)
    return made @ factors / made.sum(1)


def marginal(generation, factors, free):
    """Estimated emissions of one more kWh, g/kWh."""
    made = np.asarray(generation, float)
    # Weather is held fixed: its columns get coefficients of their own.
    cause = np.stack([made.sum(1), *made[:, list(free)].T], 1)
    effect = made @ np.asarray(factors, float)
    fit = np.linalg.lstsq(np.diff(cause, axis=0), np.diff(effect),
                          rcond=None)
    return float(fit[0][0])


def moved(generation, factors, free, source, target):
    """Saved by moving 1 kWh: (by average, by margin), g."""
    made = np.asarray(generation, float)
    each = average(made, factors)
    margins = [marginal(made[list(hours)], factors, free)
               for hours in (source, target)]
    return (float(each[list(source)].mean()
                  - each[list(target)].mean()),
            margins[0] - margins[1])
