"""misconception: check-at-the-end

Each check costs calls, so one at the end is enough.
"""


def expected_calls(segments, p, c):
    return sum((s + c) / p**s for s in segments)


def plan(n, p, c):
    return [n]
