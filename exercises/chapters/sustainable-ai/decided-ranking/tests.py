import numpy as np


def random_designs(rng, count=6):
    ops = rng.integers(10, 1000, count)
    chip = rng.integers(5, 300, count)
    more = rng.integers(0, 400, count)
    return {f"net {i}": (int(o), int(c), int(c + m)) for i, (o, c, m)
            in enumerate(zip(ops, chip, more))}


def always(a, b, low, high):
    return all(a[0] + r * a[w] < b[0] + r * b[w]
               for r in np.linspace(low, high, 50) for w in (1, 2))


def test_more_operations_can_win(work):
    found = work.verdict((608, 40, 215), (407, 817, 828), 13, 458)
    assert found == "a", (
        f"got {found!r}. The first has more operations and moves far "
        "fewer bytes; at every published ratio it needs less.")


def test_inside_the_range_it_is_open(work):
    found = work.verdict((400, 10, 10), (200, 20, 20), 5, 50)
    assert found == "open", (
        f"got {found!r}. They tie at a ratio of 20, which lies within "
        "5 to 50, so no table of constants can decide.")


def test_where_results_live_can_open_a_ranking(work):
    found = work.verdict((407, 16, 26), (212, 4, 48), 13, 458)
    assert found == "open", (
        f"got {found!r}. On the chip the second moves less, off the "
        "chip the first does; try both byte counts.")


def test_the_verdict_agrees_with_every_case(work):
    rng = np.random.default_rng(3)
    for _ in range(300):
        a, b = list(random_designs(rng, 2).values())
        expected = ("a" if always(a, b, 13, 458) else
                    "b" if always(b, a, 13, 458) else "open")
        found = work.verdict(a, b, 13, 458)
        assert found == expected, (
            f"counts {a} and {b}: expected {expected!r}, got "
            f"{found!r}. The constants are shared, so compare the two "
            "designs case by case, not their separate ranges.")


def test_candidates_are_the_unbeaten(work):
    rng = np.random.default_rng(4)
    for _ in range(40):
        nets = random_designs(rng)
        expected = sorted(n for n in nets if not any(
            always(nets[m], nets[n], 13, 458) for m in nets if m != n))
        found = list(work.candidates(nets, 13, 458))
        assert found == expected, (
            f"expected {expected}, got {found}. A design drops out "
            "only if one other design beats it in every case.")
