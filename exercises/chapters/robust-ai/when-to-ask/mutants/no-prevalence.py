"""misconception: alarm-ignores-prevalence

The detector catches so many and errs so rarely: that is its precision.
"""

import numpy as np


def alarm_precision(prevalence, caught, false):
    return caught / (caught + false) if caught + false else None


def best_policy(confidence, correct, cost_wrong, cost_ask):
    limits = np.append(0.0, np.append(np.unique(confidence), 2.0))
    ask = confidence < limits[:, None]
    wrong = ~ask & ~correct
    costs = cost_ask * ask.mean(1) + cost_wrong * wrong.mean(1)
    return float(limits[costs.argmin()]), float(costs.min())
