"""When should a classifier ask?"""

import numpy as np


def alarm_precision(prevalence, caught, false):
    """Share of alarms that are right, or None without alarms."""
    hits = prevalence * caught
    alarms = hits + (1 - prevalence) * false
    return hits / alarms if alarms > 0 else None


def best_policy(confidence, correct, cost_wrong, cost_ask):
    """(limit, mean cost): ask below the limit, at the least cost."""
    confidence = np.asarray(confidence, float)
    correct = np.asarray(correct, bool)
    # Only limits that separate two values of the sample can differ.
    limits = np.append(np.unique(confidence), np.inf)
    limits[0] = 0.0
    ask = confidence < limits[:, None]
    wrong = ~ask & ~correct
    costs = cost_ask * ask.mean(1) + cost_wrong * wrong.mean(1)
    best = costs.argmin()
    return float(limits[best]), float(costs[best])
