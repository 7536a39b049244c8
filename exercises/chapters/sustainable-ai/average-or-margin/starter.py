"""Average and marginal intensity of a grid from its hours."""

import numpy as np


def average(generation, factors):
    """Average intensity of each hour, g/kWh."""
    raise NotImplementedError


def marginal(generation, factors, free):
    """Estimated emissions of one more kWh, g/kWh."""
    raise NotImplementedError


def moved(generation, factors, free, source, target):
    """Saved by moving 1 kWh: (by average, by margin), g."""
    raise NotImplementedError
