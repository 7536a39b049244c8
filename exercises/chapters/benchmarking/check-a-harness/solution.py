"""Do a log and a counter agree?"""


def inside(arrived, left):
    """Mean number inside over time, from the area."""
    steps = sorted([(at, 1) for at in arrived]
                   + [(at, -1) for at in left])
    area, count, before = 0.0, 0, steps[0][0]
    for at, change in steps:
        area += count * (at - before)
        count, before = count + change, at
    return area / (before - steps[0][0])


def little(arrived, left):
    """Rate of arrivals times the mean stay."""
    span = max(left) - min(arrived)
    stays = [end - start for start, end in zip(arrived, left)]
    rate = len(stays) / span
    return rate * sum(stays) / len(stays)


def trustworthy(arrived, left, counted, slack=0.05):
    """Whether the counter agrees with the log."""
    expected = little(arrived, left)
    return abs(counted - expected) <= slack * expected


def needed(rate, stay):
    """Requests inside on average."""
    return rate * stay
