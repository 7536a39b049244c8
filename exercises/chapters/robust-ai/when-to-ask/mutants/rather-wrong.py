"""misconception: ask-when-unlikely

Ask if the answer is more likely wrong than right.
"""

import numpy as np


def alarm_precision(prevalence, caught, false):
    alarms = prevalence * caught + (1 - prevalence) * false
    return prevalence * caught / alarms if alarms else None


def best_policy(confidence, correct, cost_wrong, cost_ask):
    ask = confidence < 0.5
    wrong = ~ask & ~correct
    return 0.5, float(
        cost_ask * ask.mean() + cost_wrong * wrong.mean())
