"""misconception: longer-beats-more

Starting processes is a waste; use the time for calls.
"""

from math import sqrt


def error(processes, calls, between, within):
    return sqrt((between**2 + within**2) / (processes * calls))


def divide(budget, start, call, between, within):
    calls = int((budget - start) / call)
    return 1, calls, error(1, calls, between, within)
