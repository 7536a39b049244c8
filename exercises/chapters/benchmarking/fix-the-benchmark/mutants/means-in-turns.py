"""misconception: mean-is-typical

Taking turns is enough; the mean does the rest.
"""


def compare(a, b, clock, rounds=100):
    total = {a: 0.0, b: 0.0}
    for turn in range(rounds + 3):
        for program in (a, b) if turn % 2 else (b, a):
            start = clock()
            program()
            if turn >= 3:
                total[program] += clock() - start
    return total[b] / total[a]
