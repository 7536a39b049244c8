"""Which width is best for a budget of operations?"""

import numpy as np


def loss_at(run, budget):
    """Loss of a run [(operations, loss), ...] at a budget."""
    spent, losses = np.array(run, float).T
    # np.interp would repeat the last value beyond the range.
    if not spent[0] <= budget <= spent[-1]:
        return float("inf")
    return float(np.interp(np.log(budget), np.log(spent), losses))


def best_width(runs, budget):
    """Width with the lowest loss at that budget, or None."""
    losses = {w: loss_at(run, budget) for w, run in runs.items()}
    best = min(losses, key=losses.get)
    return best if np.isfinite(losses[best]) else None
