"""misconception: samples-cure-everything

Ten processes are enough; more time goes into more calls.
"""

from math import sqrt


def error(processes, calls, between, within):
    return sqrt(between**2 / processes
                + within**2 / (processes * calls))


def divide(budget, start, call, between, within):
    calls = max(1, int((budget / 10 - start) / call))
    processes = int(budget / (start + calls * call))
    return processes, calls, error(processes, calls, between, within)
