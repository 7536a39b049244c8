"""misconception: number-without-boundary

The power station delivers what the computers use.
"""

from math import inf


def water(kwh, wue, pue, off):
    return kwh * (wue + off)


def saved(wue, pue_wet, pue_dry, off):
    return wue


def price(wue, pue_wet, pue_dry, off, grid):
    return (pue_dry - pue_wet) * grid / wue if wue > 0 else inf
