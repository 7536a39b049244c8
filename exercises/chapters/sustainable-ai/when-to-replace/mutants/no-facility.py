"""misconception: number-without-boundary

The plug of the computer is where energy is counted.
"""

from math import inf, log, sqrt


def year(watts, grid):
    return watts * 8.76 * grid / 1000


def repaid(mass, old_watts, new_watts, pue, grid):
    saved = year(old_watts - new_watts, grid)
    return mass / saved if saved > 0 else inf


def best_life(mass, watts, pue, grid, gain):
    return sqrt(2 * mass / (year(watts, grid) * -log(1 - gain)))


def decide(old, new, years, pue, grid):
    keep = years * year(old[1], grid)
    swap = new[0] + years * year(new[1], grid)
    return "replace" if swap < keep else "keep"
