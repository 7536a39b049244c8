"""Segments of a chain whose layers differ."""


def peak(inputs, inside, plan):
    ends = [*plan[1:], len(inputs)]
    alive = max(sum(inside[a:b]) for a, b in zip(plan, ends))
    return sum(inputs[a] for a in plan) + alive


def cheapest(inputs, inside, limit):
    """Plan with the least inputs and no segment above the limit."""
    n = len(inputs)
    best = [None] * n + [(0, [])]        # for the layers from i on
    for i in reversed(range(n)):
        alive = 0
        for j in range(i, n):
            alive += inside[j]
            if alive > limit:
                break
            if best[j + 1] is not None:
                cost = inputs[i] + best[j + 1][0]
                if best[i] is None or cost < best[i][0]:
                    best[i] = cost, [i, *best[j + 1][1]]
    return None if best[0] is None else best[0][1]


def best_plan(inputs, inside):
    # The largest segment is one of n * n sums. For each of them as
    # a limit, choose the cheapest inputs; then take the best.
    n = len(inputs)
    limits = {sum(inside[i:j]) for i in range(n)
              for j in range(i + 1, n + 1)}
    plans = (cheapest(inputs, inside, limit) for limit in limits)
    return min((p for p in plans if p is not None),
               key=lambda p: peak(inputs, inside, p))
