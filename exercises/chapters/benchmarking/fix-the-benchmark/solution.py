"""How long does B take, as a fraction of A?"""

import statistics


def compare(a, b, clock, rounds=100):
    """Time of b() over time of a()."""

    def once(program):
        start = clock()
        program()
        return clock() - start

    for _ in range(3):          # cold calls are thrown away
        a(), b()
    ratios = []
    for turn in range(rounds):
        # In turns, and each goes first equally often, so that
        # drift within a turn cancels as well.
        if turn % 2:
            one, two = once(a), once(b)
        else:
            two, one = once(b), once(a)
        ratios.append(two / one)
    return statistics.median(ratios)
