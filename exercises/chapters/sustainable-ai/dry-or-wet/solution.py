"""The water of a facility, on site and at the power station."""

from math import inf


def water(kwh, wue, pue, off):
    """Liters for `kwh` of the computers."""
    return kwh * (wue + pue * off)


def saved(wue, pue_wet, pue_dry, off):
    """Liters that dry cooling saves for a kWh of the computers."""
    return water(1, wue, pue_wet, off) - water(1, 0, pue_dry, off)


def price(wue, pue_wet, pue_dry, off, grid):
    """Grams of CO2e emitted for each liter saved, or inf."""
    liters = saved(wue, pue_wet, pue_dry, off)
    return (pue_dry - pue_wet) * grid / liters if liters > 0 else inf
