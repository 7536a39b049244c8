"""misconception: first-call-is-typical

Taking turns also takes care of the first calls.
"""


def compare(a, b, clock, rounds=100):
    total = {a: 0.0, b: 0.0}
    for turn in range(rounds):
        for program in (a, b) if turn % 2 else (b, a):
            start = clock()
            program()
            total[program] += clock() - start
    return total[b] / total[a]
