FACTORS = ((0.5, 0.2, 1.25), (0.7, 0.4, 1.58), (0.8, 0.1, 1.09))


def near(found, expected, say):
    assert abs(found - expected) < 1e-9 * abs(expected), (
        f"{say}: expected {expected:.6f} Wh, got {found:.6f} Wh")


def test_a_facility_figure_stays(work):
    for a, i, p in FACTORS:
        near(work.to_facility(0.24, "facility", a, i, p), 0.24,
             "a figure at the facility already contains the rest")


def test_a_fleet_figure_needs_the_pue_alone(work):
    for a, i, p in FACTORS:
        near(work.to_facility(0.2, "fleet", a, i, p), 0.2 * p,
             "the fleet already contains idle machines")


def test_idle_is_a_share_of_the_fleet(work):
    for a, i, p in FACTORS:
        near(work.to_facility(0.3, "server", a, i, p),
             0.3 * p / (1 - i),
             "idle machines draw a share of the whole fleet, so the "
             "busy ones draw 1 - idle of it")


def test_an_accelerator_figure_goes_through_all(work):
    for a, i, p in FACTORS:
        near(work.to_facility(0.1, "accelerator", a, i, p),
             0.1 * p / (a * (1 - i)),
             "from the accelerator every boundary must be crossed")


def test_the_order_can_turn(work):
    reports = {"small": (0.10, "accelerator"),
               "middle": (0.16, "server"),
               "large": (0.24, "facility")}
    found = work.cheapest(reports, 0.5, 0.2, 1.25)
    assert found == "large", (
        f"expected 'large', got {found!r}. The figures 0.10, 0.16 and "
        "0.24 stand at three boundaries; compare them at one.")


def test_an_unknown_boundary_is_refused(work):
    try:
        work.to_facility(1.0, "galaxy", 0.5, 0.2, 1.25)
    except ValueError:
        return
    raise AssertionError("an unknown boundary should raise ValueError: "
                         "a figure without a boundary has no meaning")
