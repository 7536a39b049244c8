"""Divide a budget of time between processes and calls."""


def error(processes, calls, between, within):
    """Standard error of the mean over everything."""
    raise NotImplementedError


def divide(budget, start, call, between, within):
    """(processes, calls in each, standard error)"""
    raise NotImplementedError
