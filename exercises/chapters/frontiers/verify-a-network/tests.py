from itertools import permutations
from math import comb

import numpy as np

FOUR = [(0, 1), (2, 3), (0, 2), (1, 3), (1, 2)]


def bubble(n):
    return [(j, j + 1) for i in range(n) for j in range(n - 1 - i)]


def after(network, values):
    values = list(values)
    for i, j in network:
        if values[i] > values[j]:
            values[i], values[j] = values[j], values[i]
    return values


def rare(n):
    """A network that fails only if the largest three stand first."""
    # Sort both parts, then insert the first three, largest first.
    # The chain of the smallest of the three stops one step short.
    out = bubble(3) + [(i + 3, j + 3) for i, j in bubble(n - 3)]
    for start in (2, 1, 0):
        last = n - 3 + start - (start == 0)
        out += [(j, j + 1) for j in range(start, last)]
    return out


def test_sorting_networks_pass(work):
    for network, n in ((FOUR, 4), (bubble(6), 6), (bubble(9), 9),
                       ([], 1)):
        found = work.counterexample(network, n)
        assert found is None, (
            f"this network of {len(network)} comparisons sorts every "
            f"input of length {n}; you say it fails on {found}"
        )


def test_a_missing_comparison_is_found(work):
    for drop in range(len(FOUR)):
        network = FOUR[:drop] + FOUR[drop + 1:]
        found = work.counterexample(network, 4)
        wrong = [p for p in permutations(range(4))
                 if after(network, p) != sorted(p)]
        assert found is not None, (
            f"without comparison {drop} the network leaves "
            f"{wrong[0]} unsorted, and your check let it pass"
        )


def test_a_rare_failure_is_found(work):
    for n in (8, 9, 10):
        found = work.counterexample(rare(n), n)
        assert found is not None, (
            "this network fails only if the three largest values "
            f"stand first, in 1 of {comb(n, 3)} random orders; a few "
            "random tests miss that, an exact check never"
        )
        assert after(rare(n), found) != sorted(found), (
            f"{found} comes out sorted; it proves nothing"
        )


def test_the_witness_is_real(work):
    draw = np.random.default_rng(4)
    for n in (4, 6, 8):
        full = bubble(n)
        keep = draw.random(len(full)) < 0.8
        network = [p for p, k in zip(full, keep, strict=True) if k]
        found = work.counterexample(network, n)
        if found is not None:
            assert len(found) == n, f"length {n} expected: {found}"
            assert after(network, found) != sorted(found), (
                f"{found} comes out sorted; it proves nothing"
            )
