"""misconception: test-proves-health

A device is healthy when it passes, so a defect lasts whole intervals.
"""

from math import sqrt

HOURS = 8766.0


def exposure(interval, coverage):
    return interval / coverage


def answers_at_risk(rate, devices, speed, interval, coverage):
    return rate * devices * exposure(interval, coverage) * 3600 * speed


def share_at_risk(rate, interval, coverage):
    return rate * exposure(interval, coverage) / HOURS


def best_interval(rate, coverage, test, worth):
    return sqrt(test / (worth * share_at_risk(rate, 1.0, coverage)))
