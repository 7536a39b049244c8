"""misconception: moments-start-right

The running means are estimates from the first step on.
"""

import numpy as np


def step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    b1, b2 = betas
    m = state["m"] = b1 * state.get("m", 0) + (1 - b1) * g
    v = state["v"] = b2 * state.get("v", 0) + (1 - b2) * g * g
    return w - lr * m / (np.sqrt(v) + eps) - lr * decay * w
