"""misconception: share-grows-with-fleet

More devices mean a larger share, and each gives more answers.
"""

from math import sqrt

HOURS = 8766.0


def exposure(interval, coverage):
    return interval * (1 / coverage - 0.5)


def share_at_risk(rate, interval, coverage):
    return rate * exposure(interval, coverage) / HOURS


def answers_at_risk(rate, devices, speed, interval, coverage):
    share = devices * share_at_risk(rate, interval, coverage)
    return share * devices * speed * 3600 * HOURS


def best_interval(rate, coverage, test, worth):
    return sqrt(test / (worth * share_at_risk(rate, 1.0, coverage)))
