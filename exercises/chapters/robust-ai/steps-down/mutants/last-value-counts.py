"""misconception: retry-cures-all

After all tries the last value is better than none.
"""


def serve(devices, small, clock, deadline):
    healthy = [each for each in devices if not each.suspect]
    for device in healthy[:2]:
        if clock() + device.takes + small.takes > deadline:
            break
        value, passed = device.run()
        if passed:
            return "full", value
        device.suspect = True
    if clock() + small.takes <= deadline:
        return "small", small.run()[0]
    return "refused", None
