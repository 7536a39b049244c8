"""misconception: water-is-on-site

A facility uses the water that enters it by a pipe.
"""

from math import inf


def water(kwh, wue, pue, off):
    return kwh * wue


def saved(wue, pue_wet, pue_dry, off):
    return wue


def price(wue, pue_wet, pue_dry, off, grid):
    return (pue_dry - pue_wet) * grid / wue if wue > 0 else inf
