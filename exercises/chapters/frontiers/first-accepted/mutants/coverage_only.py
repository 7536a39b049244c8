"""misconception: samples-replace-size

With enough attempts a right answer is in the pile, so it is found.
"""


def first_accepted(p, leak, n):
    right = 1 - (1 - p) ** n
    return right, 0.0, 1 - right
