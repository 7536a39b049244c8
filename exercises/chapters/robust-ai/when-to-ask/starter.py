"""When should a classifier ask?"""

import numpy as np


def alarm_precision(prevalence, caught, false):
    """Share of alarms that are right, or None without alarms."""
    raise NotImplementedError


def best_policy(confidence, correct, cost_wrong, cost_ask):
    """(limit, mean cost): ask below the limit, at the least cost."""
    limit = 1 - cost_ask / cost_wrong
    ask = confidence < limit
    wrong = ~ask & ~correct
    return limit, cost_ask * ask.mean() + cost_wrong * wrong.mean()
