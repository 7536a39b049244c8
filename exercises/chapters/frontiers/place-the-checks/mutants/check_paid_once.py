"""misconception: chain-as-good-as-link

Segments nearly always pass, so each check is paid once.
"""


def expected_calls(segments, p, c):
    return sum(s / p**s + c for s in segments)


def plan(n, p, c):
    plans = []
    for count in range(1, n + 1):
        short, longer = divmod(n, count)
        plans.append([short + 1] * longer + [short] * (count - longer))
    return min(plans, key=lambda s: expected_calls(s, p, c))
