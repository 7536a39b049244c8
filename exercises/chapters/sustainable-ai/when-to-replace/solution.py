"""When a machine should be replaced, by its emissions."""

from math import inf, log, sqrt


def yearly(watts, pue, grid):
    """Emissions of a year in kg."""
    return watts / 1000 * 8760 * pue * grid / 1000


def repaid(mass, old_watts, new_watts, pue, grid):
    """Years until the manufacture of a new machine is saved."""
    saved = yearly(old_watts - new_watts, pue, grid)
    return mass / saved if saved > 0 else inf


def best_life(mass, watts, pue, grid, gain):
    """Service life in years with the least emissions a year."""
    rho = -log(1 - gain)
    return sqrt(2 * mass / (yearly(watts, pue, grid) * rho))


def decide(old, new, years, pue, grid):
    """"keep" or "replace" for two tuples (mass, watts)."""
    # The old machine's mass has been emitted either way.
    keep = years * yearly(old[1], pue, grid)
    replace = new[0] + years * yearly(new[1], pue, grid)
    return "replace" if replace < keep else "keep"
