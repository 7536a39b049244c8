"""misconception: number-without-boundary

A watt-hour is a watt-hour, so published figures need no conversion.
"""


def to_facility(wh, boundary, accelerator, idle, pue):
    if boundary not in ("accelerator", "server", "fleet", "facility"):
        raise ValueError(boundary)
    return wh * pue if boundary == "accelerator" else wh


def cheapest(reports, accelerator, idle, pue):
    return min(reports, key=lambda name: reports[name][0])
