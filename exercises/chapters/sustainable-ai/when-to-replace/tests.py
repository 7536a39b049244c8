from math import inf, log

import numpy as np


def year(watts, pue, grid):
    return watts * 8.76 * pue * grid / 1000


def test_the_example(work):
    found = work.repaid(876, 900, 400, 1.0, 400)
    assert abs(found - 0.5) < 1e-9, (
        f"500 W all year at 400 g/kWh are 1,752 kg; expected half a "
        f"year, got {found}")


def test_a_clean_grid_repays_late(work):
    for pue, grid in ((1.1, 30), (1.5, 56), (1.2, 700)):
        found = work.repaid(300, 700, 350, pue, grid)
        expected = 300 / year(350, pue, grid)
        assert abs(found / expected - 1) < 1e-9, (
            f"PUE {pue}, {grid} g/kWh: expected {expected:.2f} years, "
            f"got {found:.2f}. The facility saves as well.")


def test_no_saving_never_repays(work):
    found = work.repaid(100, 300, 300, 1.2, 500)
    assert found == inf, f"a machine that saves nothing: got {found}"
    found = work.repaid(100, 300, 400, 1.2, 500)
    assert found == inf, f"a machine that draws more: got {found}"


def test_the_best_life_is_a_minimum(work):
    for mass, watts, grid, gain in ((240, 765, 56, 0.2),
                                    (300, 600, 400, 0.1)):
        e, rho = year(watts, 1.3, grid), -log(1 - gain)
        found = work.best_life(mass, watts, 1.3, grid, gain)
        lives = np.linspace(0.05, 12, 20_000)
        best = lives[np.argmin(mass / lives + e * rho * lives / 2)]
        assert abs(found / best - 1) < 0.01, (
            f"least emissions a year at {best:.2f} years, you return "
            f"{found:.2f}. Is rho -log(1 - gain)?")


def test_the_old_manufacture_is_sunk(work):
    found = [work.decide((mass, 700), (300, 500), 2, 1.2, 400)
             for mass in (0, 300, 5000)]
    assert found == ["replace"] * 3, (
        f"got {found} for old machines that cost 0, 300 and 5,000 kg "
        "to make. That has been emitted, whatever is decided now.")


def test_the_grid_decides(work):
    old, new = (300, 700), (300, 500)
    found = [work.decide(old, new, 2, 1.2, grid)
             for grid in (30, 56, 238, 713)]
    assert found == ["keep", "keep", "replace", "replace"], (
        f"got {found} for 30, 56, 238 and 713 g/kWh. The new machine "
        "always draws less, and must repay 300 kg within two years.")
