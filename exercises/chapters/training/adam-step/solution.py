"""One step of AdamW."""

import numpy as np


def step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    b1, b2 = betas
    t = state["t"] = state.get("t", 0) + 1
    m = state["m"] = b1 * state.get("m", 0) + (1 - b1) * g
    v = state["v"] = b2 * state.get("v", 0) + (1 - b2) * g * g
    # Both means start at zero and are too small by 1 - beta to the t.
    m, v = m / (1 - b1**t), v / (1 - b2**t)
    # The decay stays outside of the division by the root.
    return w - lr * m / (np.sqrt(v) + eps) - lr * decay * w
