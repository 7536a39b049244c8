"""Energy figures moved to the boundary of the facility."""

LEVELS = ("accelerator", "server", "fleet", "facility")


def to_facility(wh, boundary, accelerator, idle, pue):
    """Watt-hours at the facility for `wh` at `boundary`."""
    level = LEVELS.index(boundary)       # ValueError if unknown
    if level < 1:
        wh = wh / accelerator
    if level < 2:
        # Busy machines draw the share 1 - idle of the fleet.
        wh = wh / (1 - idle)
    if level < 3:
        wh = wh * pue
    return wh


def cheapest(reports, accelerator, idle, pue):
    """Name of the vendor with the least energy at the facility."""
    return min(reports, key=lambda name: to_facility(
        *reports[name], accelerator, idle, pue))
