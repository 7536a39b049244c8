"""misconception: even-on-average-is-even

An even router sends each expert the same number.
"""

from math import ceil


def dispatch(choice, experts, factor):
    room = ceil(factor * len(choice) / experts)
    load, kept = [0] * experts, []
    for expert in choice:
        kept.append(load[expert] < room)
        load[expert] += kept[-1]
    return kept, max(load) * experts / len(choice)


def reserve(tokens, experts):
    return 1.0
