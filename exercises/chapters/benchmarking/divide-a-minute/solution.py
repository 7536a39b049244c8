"""Divide a budget of time between processes and calls."""

from math import sqrt


def error(processes, calls, between, within):
    """Standard error of the mean over everything."""
    return sqrt(between**2 / processes
                + within**2 / (processes * calls))


def divide(budget, start, call, between, within):
    """(processes, calls in each, standard error)"""
    # The best number of calls does not depend on the budget.
    calls = max(1, round(within / between * sqrt(start / call)))
    processes = int(budget / (start + calls * call))
    return processes, calls, error(processes, calls, between, within)
