"""misconception: backup-costs-nothing

The small model is fast, so it can wait until all else has failed.
"""


def serve(devices, small, clock, deadline):
    healthy = [each for each in devices if not each.suspect]
    for device in healthy[:2]:
        if clock() + device.takes > deadline:
            break
        value, passed = device.run()
        if passed:
            return "full", value
        device.suspect = True
    if clock() < deadline:
        value, passed = small.run()
        if passed:
            return "small", value
    return "refused", None
