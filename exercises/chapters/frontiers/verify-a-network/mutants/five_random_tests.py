"""misconception: passed-is-correct

What passes a handful of random tests is correct.
"""

import random


def counterexample(network, n):
    draw = random.Random(0)
    for _ in range(5):
        start = draw.sample(range(n), n)
        values = list(start)
        for i, j in network:
            if values[i] > values[j]:
                values[i], values[j] = values[j], values[i]
        if values != sorted(values):
            return start
    return None
