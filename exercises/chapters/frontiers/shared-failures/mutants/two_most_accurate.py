"""misconception: best-two-make-the-best-pair

The two with the highest accuracy are the best team.
"""

import numpy as np


def both_wrong(right, a, b):
    wrong = ~np.asarray(right, bool)
    alone = wrong.mean(1)
    return (float((wrong[a] & wrong[b]).mean()),
            float(alone[a] * alone[b]))


def best_pair(right):
    rates = np.asarray(right, bool).mean(1)
    first, second = np.argsort(-rates, kind="stable")[:2]
    return tuple(sorted((int(first), int(second))))
