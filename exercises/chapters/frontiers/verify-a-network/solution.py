"""Does a sorting network sort every input?"""

from itertools import product


def counterexample(network, n):
    """An input that is not sorted, or None if all are."""
    # Zeros and ones decide: a threshold commutes with every swap.
    for bits in product((0, 1), repeat=n):
        values = list(bits)
        for i, j in network:
            if values[i] > values[j]:
                values[i], values[j] = values[j], values[i]
        if values != sorted(values):
            return list(bits)
    return None
