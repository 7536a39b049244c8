"""misconception: rate-while-arriving

The rate is the number over the time in which they arrived.
"""


def inside(arrived, left):
    steps = sorted([(at, 1) for at in arrived]
                   + [(at, -1) for at in left])
    area, count, before = 0.0, 0, steps[0][0]
    for at, change in steps:
        area += count * (at - before)
        count, before = count + change, at
    return area / (max(arrived) - min(arrived))


def little(arrived, left):
    span = max(arrived) - min(arrived)
    return sum(b - a for a, b in zip(arrived, left)) / span


def trustworthy(arrived, left, counted, slack=0.05):
    expected = little(arrived, left)
    return abs(counted - expected) <= slack * expected


def needed(rate, stay):
    return rate * stay
