"""Serve one request, with less at each step down."""


def serve(devices, small, clock, deadline):
    """(kind, value): "full", "small" or "refused"."""
    healthy = [each for each in devices if not each.suspect]
    for device in healthy[:2]:
        # The time of the last step is reserved before the first.
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
