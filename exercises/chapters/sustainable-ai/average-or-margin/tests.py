import numpy as np

FACTORS = np.array([12.0, 490.0, 820.0, 48.0, 11.0])
FREE = [3, 4]                 # nuclear, gas, coal, sun, wind


def grid(seed, hours=96, plant=1):
    rng = np.random.default_rng(seed)
    clock = np.arange(hours) % 24
    sun = 900 * np.clip(np.sin((clock - 6) / 12 * np.pi), 0, None)
    sun = sun * rng.uniform(0.8, 1.0, hours)
    wind = 300 + 200 * rng.random(hours)
    need = 2600 + 300 * np.sin(clock / 24 * 2 * np.pi - 2)
    need = need + rng.normal(0, 60, hours)
    made = np.zeros((hours, 5))
    made[:, 0], made[:, 3], made[:, 4] = 500, sun, wind
    made[:, plant] = need - made.sum(1)
    return made


def test_the_average_weights_by_generation(work):
    made = grid(1)
    found = np.asarray(work.average(made, FACTORS))
    expected = (made * FACTORS).sum(1) / made.sum(1)
    assert found.shape == (96,), f"one value an hour, got {found.shape}"
    assert np.allclose(found, expected), (
        f"first hours {found[:3]}, expected {expected[:3]}; weight "
        "each factor by what its plants generate")


def test_gas_is_the_margin_while_the_sun_shines(work):
    made = grid(2)
    found = work.marginal(made, FACTORS, FREE)
    assert abs(found - 490) < 1, (
        f"expected 490 g/kWh, got {found:.0f}. Only gas follows demand "
        "in this grid. Did you hold sun and wind fixed, and take "
        "differences?")


def test_another_plant_another_margin(work):
    for seed in range(3, 6):
        found = work.marginal(grid(seed, plant=2), FACTORS, FREE)
        assert abs(found - 820) < 1, (
            f"expected 820 g/kWh where coal follows, got {found:.0f}")


def test_moving_to_noon_saves_by_the_average_alone(work):
    made = grid(7, hours=24)
    by_average, by_margin = work.moved(
        made, FACTORS, FREE, range(0, 6), range(9, 15))
    each = (made * FACTORS).sum(1) / made.sum(1)
    expected = each[0:6].mean() - each[9:15].mean()
    assert abs(by_average - expected) < 1e-6, (
        f"by the average expected {expected:.1f}, got {by_average}")
    assert abs(by_margin) < 1, (
        f"by the margin expected 0, got {by_margin:.1f} g: gas follows "
        "at night and at noon alike")


def test_moving_from_coal_to_gas_hours_saves_by_the_margin(work):
    made = np.concatenate([grid(8, 24, plant=2)[:8],
                           grid(9, 24, plant=1)[8:]])
    _, by_margin = work.moved(made, FACTORS, FREE, range(0, 8),
                              range(8, 24))
    assert abs(by_margin - 330) < 2, (
        f"expected 820 - 490 = 330 g, got {by_margin:.1f}; estimate "
        "each margin from its own hours")
