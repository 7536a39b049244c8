"""misconception: idle-is-free

Idle machines answer nothing, so no answer carries their energy.
"""


def to_facility(wh, boundary, accelerator, idle, pue):
    level = ["accelerator", "server", "fleet",
             "facility"].index(boundary)
    if level < 1:
        wh = wh / accelerator
    return wh * pue if level < 3 else wh


def cheapest(reports, accelerator, idle, pue):
    return min(reports, key=lambda name: to_facility(
        *reports[name], accelerator, idle, pue))
