"""misconception: recompute-doubles

The more is computed again, the more memory is saved.
"""


def peak(inputs, inside, plan):
    ends = [*plan[1:], len(inputs)]
    alive = max(sum(inside[a:b]) for a, b in zip(plan, ends))
    return sum(inputs[a] for a in plan) + alive


def best_plan(inputs, inside):
    return list(range(len(inputs)))
