import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytorch.compress import affine, masks
from tinytorch.compress.observers import MinMaxObserver, MovingAverageObserver, PercentileObserver

floats = st.floats(-1e4, 1e4, width=32)
arrays = hnp.arrays("f4", hnp.array_shapes(min_dims=1, max_dims=3, max_side=5), elements=floats)
bits = st.integers(2, 16)


@given(arrays, bits, st.booleans(), st.booleans())
def test_a_value_moves_by_at_most_half_a_step(array, bits, symmetric, per_channel):
    axis = 0 if per_channel else None
    q = affine.choose_for(array, bits, symmetric, axis)
    step = np.broadcast_to(q.along(q.scale, array.ndim), array.shape)
    # Affine ranges may lose up to another half step at an end, because zero gets a code of its own.
    allowed = step * (0.5 if symmetric else 1.0)
    moved = np.abs(affine.fake(array, q).astype(np.float64) - array)
    assert (moved <= allowed * 1.001 + np.abs(array) * 1e-6).all()


@given(arrays, bits, st.booleans())
def test_zero_keeps_an_exact_code(array, bits, symmetric):
    q = affine.choose_for(array, bits, symmetric)
    assert (affine.fake(np.zeros(3, np.float32), q) == 0).all()


@given(arrays, bits, st.booleans())
def test_codes_fit_their_type_and_a_second_round_trip_changes_nothing(array, bits, symmetric):
    q = affine.choose_for(array, bits, symmetric)
    codes = affine.quantize(array, q)
    assert codes.dtype == q.dtype
    assert codes.min() >= q.low
    assert codes.max() <= q.high
    once = affine.dequantize(codes, q)
    np.testing.assert_array_equal(affine.quantize(once, q), codes)


@given(arrays)
def test_symmetric_codes_of_minus_x_are_minus_the_codes(array):
    q = affine.choose_for(array, 8)
    np.testing.assert_array_equal(affine.quantize(-array, q), -affine.quantize(array, q))


def test_per_channel_scales_save_a_small_channel_beside_a_large_one():
    rng = np.random.default_rng(0)
    weight = rng.standard_normal((2, 256)).astype(np.float32) * np.array(
        [[0.01], [10.0]], np.float32
    )
    one = affine.fake(weight, affine.choose_for(weight))
    each = affine.fake(weight, affine.choose_for(weight, axis=0))
    small = weight[0]
    assert np.abs(one[0] - small).mean() > 20 * np.abs(each[0] - small).mean()


def test_a_bit_is_worth_six_decibels():
    values = np.random.default_rng(0).uniform(-1, 1, 100_000).astype(np.float32)
    gains = np.diff([affine.snr_db(values, affine.choose_for(values, b)) for b in range(4, 10)])
    assert (np.abs(gains - 6.02) < 0.7).all()


def test_a_worked_example():
    q = affine.choose(-1.0, 3.0, bits=8, symmetric=False)
    assert q.scale == pytest.approx(4 / 255)
    assert q.zero_point == 64
    assert affine.quantize(np.array([-9.0, -1.0, 0.0, 3.0, 9.0]), q).tolist() == [
        0,
        0,
        64,
        255,
        255,
    ]


@pytest.mark.parametrize(
    ("low", "high", "bits"),
    [(0, 1, 1), (0, 1, 17), (np.inf, -np.inf, 8), (2, 1, 8), (0, np.nan, 8), ([], [], 8)],
)
def test_impossible_ranges_are_refused(low, high, bits):
    with pytest.raises(ValueError, match=r"bits|range"):
        affine.choose(low, high, bits)


def test_an_observer_that_saw_nothing_says_so():
    with pytest.raises(ValueError, match="calibrate"):
        MinMaxObserver().qparams()


def test_observers_strike_their_bargains():
    rng = np.random.default_rng(0)
    batches = [rng.uniform(0, 1, 1000).astype(np.float32) for _ in range(10)]
    batches[3][0] = 1000.0
    ranges = {}
    for observer in (MinMaxObserver(), MovingAverageObserver(), PercentileObserver(99.0)):
        for batch in batches:
            observer.observe(batch)
        observer.observe(np.zeros(0))
        q = observer.qparams()
        ranges[type(observer).__name__] = float(q.scale) * 255
    assert ranges["MinMaxObserver"] == pytest.approx(1000, rel=1e-3)
    assert 1 < ranges["MovingAverageObserver"] < 200
    assert ranges["PercentileObserver"] < 1.01


@given(arrays, st.floats(0, 1))
def test_magnitude_keeps_the_largest(array, amount):
    mask = masks.magnitude(array, amount)
    assert np.count_nonzero(~mask) == round(amount * array.size)
    if mask.any() and not mask.all():
        assert np.abs(array[mask]).min() >= np.abs(array[~mask]).max()


def test_layers_compete_for_a_global_budget():
    small, large = np.full((2, 3), 0.1), np.full((3, 2), 9.0)
    first, second = masks.magnitude_globally([small, large], 0.5)
    assert first.shape == (2, 3)
    assert not first.any()
    assert second.all()


@given(hnp.arrays("f4", (6, 8), elements=floats), st.integers(1, 4))
def test_n_of_m_holds_in_every_group(array, n):
    mask = masks.n_of_m(array, n, 4)
    assert (mask.reshape(-1, 4).sum(axis=1) == n).all()
    kept = np.where(mask, np.abs(array), np.inf).reshape(-1, 4).min(axis=1)
    gone = np.where(mask, -np.inf, np.abs(array)).reshape(-1, 4).max(axis=1)
    assert (kept >= gone).all()


def test_n_of_m_works_along_any_axis():
    array = np.random.default_rng(0).standard_normal((8, 3))
    np.testing.assert_array_equal(masks.n_of_m(array, axis=0), masks.n_of_m(array.T).T)


def test_channels_go_whole_and_smallest_first():
    array = np.array([[3.0, 4.0], [0.1, 0.1], [9.0, 0.0]])
    assert masks.channels(array, 1 / 3).tolist() == [[True] * 2, [False] * 2, [True] * 2]
    assert masks.channels(array, 0.5, axis=1, order=1).tolist() == [[True, False]] * 3


@pytest.mark.parametrize("bad", [-0.1, 1.1])
def test_amounts_are_fractions(bad):
    with pytest.raises(ValueError, match="fraction"):
        masks.magnitude(np.ones(3), bad)


def test_patterns_must_fit():
    with pytest.raises(ValueError, match="pattern"):
        masks.n_of_m(np.ones(4), 5, 4)
    with pytest.raises(ValueError, match="multiple"):
        masks.n_of_m(np.ones(6), 2, 4)


def test_sparsity_counts_what_is_gone():
    assert masks.sparsity(np.array([True, False, False, True])) == 0.5
