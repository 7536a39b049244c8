from math import inf

CASES = ((1.0, 1.10, 1.25, 3.0), (0.3, 1.15, 1.40, 2.0),
         (1.8, 1.08, 1.30, 0.5))


def test_both_places_count(work):
    found = work.water(100, 1.0, 1.2, 3.0)
    assert abs(found - 460) < 1e-9, (
        f"100 L on site and 100 * 1.2 * 3 = 360 L at the power "
        f"station; got {found}")
    found = work.water(50, 0.0, 1.5, 2.0)
    assert abs(found - 150) < 1e-9, (
        f"no water on site, and still 150 L; got {found}")


def test_dry_cooling_can_lose(work):
    for wue, wet, dry, off in CASES:
        expected = wue - (dry - wet) * off
        found = work.saved(wue, wet, dry, off)
        assert abs(found - expected) < 1e-9, (
            f"WUE {wue}, PUE {wet} to {dry}, {off} L/kWh off site: "
            f"expected {expected:.2f} L, got {found:.2f}. The added "
            "electricity takes water too, for all of the facility.")


def test_the_price_of_a_liter(work):
    found = work.price(1.0, 1.10, 1.25, 3.0, 400)
    assert abs(found - 0.15 * 400 / 0.55) < 1e-6, (
        f"60 g more for 0.55 L less: expected 109 g, got {found}")


def test_nothing_saved_has_no_price(work):
    found = work.price(0.3, 1.15, 1.40, 2.0, 400)
    assert found == inf, (
        f"this change loses water; expected inf, got {found}")
