import numpy as np

BAD = [np.inf, -np.inf, np.nan]


def good(scale):
    return [np.array([scale, -2 * scale]), np.array([[0.5 * scale]])]


def test_gradients_are_divided(work):
    for scale in (8.0, 1024.0, 2.0**24):
        found = work.Scaler(scale, 100).unscale(good(scale))
        assert found is not None and np.allclose(found[0], [1, -2]), (
            f"at a scale of {scale} expected [1, -2], got {found}. "
            "The scale changes between steps, so an optimizer with "
            "running means must never see it."
        )


def test_an_overflow_skips_the_step(work):
    for bad in BAD:
        scaler = work.Scaler(8.0, 5)
        found = scaler.unscale([np.array([1.0]), np.array([2.0, bad])])
        assert found is None, (
            f"a gradient of {bad} must skip the whole step; got "
            f"{found}. A skipped step costs one batch, a step with "
            "invented numbers may cost the run."
        )
        assert scaler.scale == 4.0, (
            f"after an overflow the scale is halved; got {scaler.scale}"
        )


def test_it_grows_after_good_steps(work):
    scaler, seen = work.Scaler(8.0, 3), []
    for _ in range(9):
        scaler.unscale(good(scaler.scale))
        seen.append(scaler.scale)
    assert seen == [8, 8, 16, 16, 16, 32, 32, 32, 64], (
        "with an interval of 3 the scale doubles after steps 3, 6 "
        f"and 9; got {seen}. A scale that only falls ends at zero."
    )


def test_an_overflow_starts_the_count_anew(work):
    scaler = work.Scaler(8.0, 3)
    for bad in (False, False, True, False, False):
        scaler.unscale([np.array([np.inf])] if bad
                       else good(scaler.scale))
    assert scaler.scale == 4.0, (
        "two good steps after an overflow are not three in a row; "
        f"expected a scale of 4, got {scaler.scale}"
    )


def test_this_step_uses_this_scale(work):
    scaler = work.Scaler(8.0, 1)
    first = scaler.unscale([np.array([16.0])])
    second = scaler.unscale([np.array([32.0])])
    kept = first is not None and second is not None
    assert kept and first[0][0] == second[0][0] == 2.0, (
        "the gradients came from a loss with the scale before the "
        f"change; expected 2 and 2, got {first} and {second}"
    )
