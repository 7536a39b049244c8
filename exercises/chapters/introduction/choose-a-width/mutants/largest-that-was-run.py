"""misconception: bigger-is-better

Of the models that the budget can train, take the largest.
"""

import numpy as np


def loss_at(run, budget):
    spent, losses = np.array(run, float).T
    if not spent[0] <= budget <= spent[-1]:
        return float("inf")
    return float(np.interp(np.log(budget), np.log(spent), losses))


def best_width(runs, budget):
    possible = [width for width, run in runs.items()
                if loss_at(run, budget) < float("inf")]
    return max(possible, default=None)
