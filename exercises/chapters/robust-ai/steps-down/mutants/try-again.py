"""misconception: retry-cures-all

The second try on the same device will work.
"""


def serve(devices, small, clock, deadline):
    healthy = [each for each in devices if not each.suspect]
    for device in healthy[:1] * 2:
        if clock() + device.takes + small.takes > deadline:
            break
        value, passed = device.run()
        if passed:
            return "full", value
        device.suspect = True
    if clock() + small.takes <= deadline:
        value, passed = small.run()
        if passed:
            return "small", value
    return "refused", None
