"""misconception: model-is-the-time

A stage in a tenth of its time makes a request in a tenth.
"""


def limit(stages, stage):
    return 0.0


def plan(stages, options, days):
    times, left, steps = dict(stages), list(options), []
    total = sum(times.values())

    def rate(option):
        _, stage, factor, cost = option
        return (times[stage] - times[stage] / factor) / cost

    while True:
        possible = [o for o in left if o[3] <= days and rate(o) > 0]
        if not possible:
            return steps
        best = max(possible, key=rate)
        left.remove(best)
        days -= best[3]
        times[best[1]] /= best[2]
        total /= best[2]
        steps.append((best[0], total))
