"""misconception: check-rate-is-error-rate

A check that passes a tenth of the errors leaves a tenth of errors.
"""


def first_accepted(p, leak, n):
    some = 1 - (1 - p - (1 - p) * leak) ** n
    return some * (1 - leak), some * leak, 1 - some
