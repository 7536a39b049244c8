"""misconception: share-is-the-probability

The share of right attempts is the probability of one.
"""


def coverage(counts, drawn, n):
    missed = [(1 - c / drawn) ** n for c in counts]
    return 1 - sum(missed) / len(missed)
