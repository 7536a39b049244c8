"""One step of AdamW."""


def step(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
    """Return the weights after one step; keep what is needed."""
    return w - lr * g
