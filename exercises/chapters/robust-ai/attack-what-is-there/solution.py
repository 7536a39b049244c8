"""Robust accuracy that does not depend on the size of the scores."""

import numpy as np


def worst_inputs(model, x, y, eps):
    """Inputs within eps of x (N, d) that are answered wrongly."""
    row = np.arange(len(y))
    s = model.scores(x)
    best, lead = x.copy(), margin(s, y)
    for target in range(s.shape[1]):
        # The difference of two scores never saturates.
        weights = np.zeros_like(s)
        weights[:, target] += 1
        weights[row, y] -= 1
        step = np.sign(model.gradient(x, weights))
        tried = np.clip(x + eps * step, 0, 1)
        found = margin(model.scores(tried), y)
        better = found > lead
        best[better], lead[better] = tried[better], found[better]
    return best


def margin(s, y):
    """Best wrong score minus the right one; above 0 is wrong."""
    row, others = np.arange(len(y)), s.astype(float).copy()
    others[row, y] = -np.inf
    return others.max(1) - s[row, y]


def robust_accuracy(model, x, y, eps):
    """Share of inputs that stay right."""
    changed = worst_inputs(model, x, y, eps)
    right = model.scores(x).argmax(1) == y
    return float((right & (
        model.scores(changed).argmax(1) == y)).mean())
