"""misconception: series-are-comparable

First all runs of A, then all runs of B.
"""

import statistics


def compare(a, b, clock, rounds=100):
    def middle(program):
        times = []
        for turn in range(rounds + 3):
            start = clock()
            program()
            if turn >= 3:
                times.append(clock() - start)
        return statistics.median(times)

    one = middle(a)
    return middle(b) / one
