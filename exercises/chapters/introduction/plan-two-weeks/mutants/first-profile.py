"""misconception: shares-stay

The savings of the first profile add up.
"""


def limit(stages, stage):
    return sum(stages.values()) - stages[stage]


def plan(stages, options, days):
    def saving(option):
        return stages[option[1]] * (1 - 1 / option[2])

    total, steps = sum(stages.values()), []
    for option in sorted(options,
                         key=lambda o: -saving(o) / o[3]):
        if option[3] <= days and saving(option) > 0:
            days -= option[3]
            total -= saving(option)
            steps.append((option[0], total))
    return steps
