"""misconception: newer-is-greener

The machine with less power emits less.
"""

from math import inf, log, sqrt


def year(watts, pue, grid):
    return watts * 8.76 * pue * grid / 1000


def repaid(mass, old_watts, new_watts, pue, grid):
    saved = year(old_watts - new_watts, pue, grid)
    return mass / saved if saved > 0 else inf


def best_life(mass, watts, pue, grid, gain):
    e = year(watts, pue, grid)
    return sqrt(2 * mass / (e * -log(1 - gain)))


def decide(old, new, years, pue, grid):
    return "replace" if new[1] < old[1] else "keep"
