"""Which stage next? Amdahl's law, step by step."""


def limit(stages, stage):
    """Seconds that no replacement of `stage` can go below."""
    return sum(stages.values()) - stages[stage]


def plan(stages, options, days):
    """[(option's name, predicted total in seconds), ...]"""
    times, left, steps = dict(stages), list(options), []

    def rate(option):
        _, stage, factor, cost = option
        # The profile of this moment, not the first one.
        return (times[stage] - times[stage] / factor) / cost

    while True:
        possible = [option for option in left
                    if option[3] <= days and rate(option) > 0]
        if not possible:
            return steps
        best = max(possible, key=rate)   # the first of equals
        name, stage, factor, cost = best
        left.remove(best)
        days -= cost
        times[stage] /= factor
        steps.append((name, sum(times.values())))
