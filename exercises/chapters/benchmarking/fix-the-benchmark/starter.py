"""How long does B take, as a fraction of A?"""


def compare(a, b, clock, rounds=100):
    """Time of b() over time of a()."""

    def mean(program):
        start = clock()
        for _ in range(rounds):
            program()
        return (clock() - start) / rounds

    return mean(b) / mean(a)
