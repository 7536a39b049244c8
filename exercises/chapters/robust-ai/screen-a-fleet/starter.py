"""Screening a fleet for silent defects."""

HOURS = 8766.0      # in a year


def exposure(interval, coverage):
    """Hours in service with a defect, on average."""
    return interval / 2


def answers_at_risk(rate, devices, speed, interval, coverage):
    """Answers in a year from devices with an undiscovered defect."""
    raise NotImplementedError


def share_at_risk(rate, interval, coverage):
    """Their share of all answers."""
    raise NotImplementedError


def best_interval(rate, coverage, test, worth):
    """Hours between tests for the least loss."""
    raise NotImplementedError
