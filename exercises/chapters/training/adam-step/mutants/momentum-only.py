"""misconception: adam-sees-scale

A larger gradient should make a longer step.
"""


def step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    b1, _ = betas
    t = state["t"] = state.get("t", 0) + 1
    m = state["m"] = b1 * state.get("m", 0) + (1 - b1) * g
    return w - lr * m / (1 - b1**t) - lr * decay * w
