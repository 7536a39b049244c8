"""misconception: more-checks-are-better

A check after each step loses the least work.
"""


def expected_calls(segments, p, c):
    return sum((s + c) / p**s for s in segments)


def plan(n, p, c):
    return [1] * n
