"""The water of a facility, on site and at the power station."""


def water(kwh, wue, pue, off):
    """Liters for `kwh` of the computers."""
    raise NotImplementedError


def saved(wue, pue_wet, pue_dry, off):
    """Liters that dry cooling saves for a kWh of the computers."""
    raise NotImplementedError


def price(wue, pue_wet, pue_dry, off, grid):
    """Grams of CO2e emitted for each liter saved, or inf."""
    raise NotImplementedError
