"""misconception: sunk-manufacture

The old machine must first earn back what it cost to make.
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
    keep = years * year(old[1], pue, grid)
    swap = old[0] + new[0] + years * year(new[1], pue, grid)
    return "replace" if swap < keep else "keep"
