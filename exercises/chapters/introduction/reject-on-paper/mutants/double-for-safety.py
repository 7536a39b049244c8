"""misconception: bound-is-estimate

A careful engineer doubles the bound before comparing.
"""

def macs_of(layer):
    taps, ins, outs = layer["taps"], layer["ins"], layer["outs"]
    across = 1 if layer["kind"] == "depthwise" else ins
    return layer["places"] * taps * across * outs


def count(layers):
    macs = sum(map(macs_of, layers))
    weights = sum(macs_of(e) // e["places"] for e in layers)
    largest = max(e["places"] * e["outs"] for e in layers)
    return macs, weights, weights + 2 * largest


def broken(layers, device):
    macs, _, memory = count(layers)
    seconds = 2 * macs / device["rate"]
    checks = device["checks"] * device["life"]
    joules = checks * seconds * device["watts"]
    limits = [("memory", memory > device["memory"]),
              ("time", seconds > device["deadline"]),
              ("energy", joules > device["joules"])]
    return [name for name, too_much in limits if too_much]
