"""misconception: confidence-is-correctness

The confidence is the probability of being right.
"""

import numpy as np


def alarm_precision(prevalence, caught, false):
    alarms = prevalence * caught + (1 - prevalence) * false
    return prevalence * caught / alarms if alarms else None


def best_policy(confidence, correct, cost_wrong, cost_ask):
    limit = 1 - min(1.0, cost_ask / cost_wrong)
    ask = confidence < limit
    wrong = ~ask & ~correct
    return limit, float(
        cost_ask * ask.mean() + cost_wrong * wrong.mean())
