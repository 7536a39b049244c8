"""Screening a fleet for silent defects."""

from math import sqrt

HOURS = 8766.0      # in a year


def exposure(interval, coverage):
    """Hours in service with a defect, on average."""
    return interval * (1 / coverage - 0.5)


def answers_at_risk(rate, devices, speed, interval, coverage):
    """Answers in a year from devices with an undiscovered defect."""
    events = rate * devices
    return events * exposure(interval, coverage) * 3600 * speed


def share_at_risk(rate, interval, coverage):
    """Their share of all answers: devices and speed drop out."""
    return rate * exposure(interval, coverage) / HOURS


def best_interval(rate, coverage, test, worth):
    """Hours between tests for the least loss."""
    # test / T + slope * T is least where both terms are equal.
    slope = worth * share_at_risk(rate, 1.0, coverage)
    return sqrt(test / slope)
