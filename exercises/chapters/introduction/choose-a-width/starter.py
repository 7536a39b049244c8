"""Which width is best for a budget of operations?"""


def loss_at(run, budget):
    """Loss of a run [(operations, loss), ...] at a budget."""
    return run[-1][1]


def best_width(runs, budget):
    """Width with the lowest loss at that budget, or None."""
    return max(runs)
