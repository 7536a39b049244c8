"""When a machine should be replaced, by its emissions."""


def repaid(mass, old_watts, new_watts, pue, grid):
    """Years until the manufacture of a new machine is saved."""
    raise NotImplementedError


def best_life(mass, watts, pue, grid, gain):
    """Service life in years with the least emissions a year."""
    raise NotImplementedError


def decide(old, new, years, pue, grid):
    """"keep" or "replace" for two tuples (mass, watts)."""
    raise NotImplementedError
