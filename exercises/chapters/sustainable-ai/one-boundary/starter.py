"""Energy figures moved to the boundary of the facility."""


def to_facility(wh, boundary, accelerator, idle, pue):
    """Watt-hours at the facility for `wh` at `boundary`."""
    raise NotImplementedError


def cheapest(reports, accelerator, idle, pue):
    """Name of the vendor with the least energy at the facility."""
    raise NotImplementedError
