"""misconception: root-of-depth

The best segment has as many layers as the root of the depth.
"""


def peak(inputs, inside, plan):
    ends = [*plan[1:], len(inputs)]
    alive = max(sum(inside[a:b]) for a, b in zip(plan, ends))
    return sum(inputs[a] for a in plan) + alive


def best_plan(inputs, inside):
    size = max(1, round(len(inputs)**0.5))
    return list(range(0, len(inputs), size))
