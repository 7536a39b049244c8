"""One step of gradient descent."""


def step(x, g, lr):
    """Return the next point."""
    return x - lr * g


def run(x, lr):
    """Return the last point."""
    # [loop]
    for _ in range(3):
        x = step(x, 2 * x, lr)
    # [/loop]
    return x
