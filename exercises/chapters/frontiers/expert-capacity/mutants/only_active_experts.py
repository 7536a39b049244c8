"""misconception: active-weights-are-the-cost

Experts that nobody chose cost nothing, so they do not count.
"""

from math import ceil, log, sqrt


def dispatch(choice, experts, factor):
    active = len(set(choice))
    room = ceil(factor * len(choice) / experts)
    load, kept = [0] * experts, []
    for expert in choice:
        kept.append(load[expert] < room)
        load[expert] += kept[-1]
    return kept, max(load) * active / len(choice)


def reserve(tokens, experts):
    return 1 + sqrt(2 * (experts - 1) * log(experts) / tokens)
