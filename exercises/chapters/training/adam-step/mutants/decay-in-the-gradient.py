"""misconception: decay-is-gradient

Weight decay is a term of the loss, so it belongs to the gradient.
"""

import numpy as np


def step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    b1, b2 = betas
    g = g + decay * w
    t = state["t"] = state.get("t", 0) + 1
    m = state["m"] = b1 * state.get("m", 0) + (1 - b1) * g
    v = state["v"] = b2 * state.get("v", 0) + (1 - b2) * g * g
    m, v = m / (1 - b1**t), v / (1 - b2**t)
    return w - lr * m / (np.sqrt(v) + eps)
