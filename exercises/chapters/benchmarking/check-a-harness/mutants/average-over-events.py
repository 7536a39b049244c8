"""misconception: average-over-events

Look at each arrival how many are inside, and average.
"""


def inside(arrived, left):
    counts = [sum(a <= at < b for a, b in zip(arrived, left))
              for at in arrived]
    return sum(counts) / len(counts)


def little(arrived, left):
    span = max(left) - min(arrived)
    return sum(b - a for a, b in zip(arrived, left)) / span


def trustworthy(arrived, left, counted, slack=0.05):
    expected = inside(arrived, left)
    return abs(counted - expected) <= slack * expected


def needed(rate, stay):
    return rate * stay
