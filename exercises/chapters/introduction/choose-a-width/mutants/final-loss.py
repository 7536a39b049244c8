"""misconception: final-loss-decides

The model that ended with the lowest loss is the best one.
"""


def loss_at(run, budget):
    return run[-1][1]


def best_width(runs, budget):
    return min(runs, key=lambda width: runs[width][-1][1])
