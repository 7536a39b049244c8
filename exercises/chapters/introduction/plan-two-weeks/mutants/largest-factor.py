"""misconception: largest-factor-first

Take the replacement with the largest factor.
"""


def limit(stages, stage):
    return sum(stages.values()) - stages[stage]


def plan(stages, options, days):
    times, steps = dict(stages), []
    for name, stage, factor, cost in sorted(
            options, key=lambda o: -o[2] / o[3]):
        if cost <= days and factor > 1:
            days -= cost
            times[stage] /= factor
            steps.append((name, sum(times.values())))
    return steps
