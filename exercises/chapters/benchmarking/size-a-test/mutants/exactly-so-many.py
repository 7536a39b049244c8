"""misconception: exactly-is-the-risk

Take the probability of just the number that was seen.
"""

from math import comb, log


def hours(rate, risk):
    return -log(risk) / rate


def queries(share, late, risk):
    n = max(late + 1, int(late / share))
    while (comb(n, late) * share**late
           * (1 - share) ** (n - late) > risk):
        n += 1
    return n
