"""misconception: hardest-case-is-enough

What sorts the reversed input sorts everything.
"""


def counterexample(network, n):
    start = list(range(n))[::-1]
    values = list(start)
    for i, j in network:
        if values[i] > values[j]:
            values[i], values[j] = values[j], values[i]
    return None if values == sorted(values) else start
