import copy

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytorch as torch
from tests.tinytorch.compress_case import fit, score, train
from tinytorch import compress, nn, serialization
from tinytorch.compress import affine
from tinytorch.compress.quantized import integer_product


@pytest.fixture(scope="module")
def trained():
    return train()


codes = st.integers(-255, 255)


@given(
    hnp.arrays("i4", (3, 7), elements=codes),
    hnp.arrays("i1", (7, 2), elements=st.integers(-127, 127)),
)
def test_integer_products_are_exact(a, b):
    np.testing.assert_array_equal(integer_product(a, b), a.astype(np.int64) @ b.astype(np.int64))


def test_integer_products_stay_exact_where_float32_sums_would_not():
    a, b = np.full((1, 5000), 255, np.int32), np.full((5000, 1), 127, np.int8)
    b[0] = 126
    exact = 255 * 127 * 4999 + 255 * 126
    assert integer_product(a, b)[0, 0] == exact
    assert int((a.astype(np.float32) @ b.astype(np.float32))[0, 0]) != exact
    with pytest.raises(ValueError, match="exactly"):
        integer_product(np.full((1, 1), 2**20), np.full((1, 1), 2**20))


def test_quantized_linear_is_the_rounded_float_layer():
    torch.manual_seed(0)
    layer = nn.Linear(16, 5)
    x = torch.randn(2, 3, 16)
    inputs = affine.choose_for(x.array, symmetric=False)
    weights = affine.choose_for(layer.weight.array, axis=0)
    expected = affine.fake(x.array, inputs) @ affine.fake(layer.weight.array, weights).T
    expected = expected + layer.bias.array
    out = compress.QuantizedLinear(layer, inputs=inputs)(x)
    assert out.shape == (2, 3, 5)
    np.testing.assert_allclose(out.array, expected, rtol=1e-5, atol=1e-5)
    only_weights = compress.QuantizedLinear(layer)(x)
    np.testing.assert_allclose(
        only_weights.array,
        x.array @ affine.fake(layer.weight.array, weights).T + layer.bias.array,
        rtol=1e-5,
        atol=1e-5,
    )


def test_eight_bits_after_training_cost_little_accuracy_and_a_quarter_of_the_bytes(trained):
    model, x, y = trained
    before = copy.deepcopy(model.state_dict())
    small = compress.quantize_model(model, calibration=[x])
    assert score(small, x, y) > score(model, x, y) - 0.02
    assert compress.size_bytes(small) < 0.4 * compress.size_bytes(model)
    for name, tensor in model.state_dict().items():
        np.testing.assert_array_equal(tensor.array, before[name].array)


def test_fewer_bits_hurt_more_and_per_channel_less(trained):
    model, x, _ = trained

    def distance(**options):
        small = compress.quantize_model(model, **options)
        return float(np.square(small(x).array - model(x).array).mean())

    by_bits = [distance(bits=bits) for bits in (8, 6, 4, 2)]
    assert by_bits == sorted(by_bits)
    assert distance(bits=4) < distance(bits=4, per_channel=False)


def test_skipped_layers_stay_as_they_are(trained):
    model, x, _ = trained
    small = compress.quantize_model(model, [x], skip=["0", "4"])
    assert isinstance(small[0], nn.Linear)
    assert isinstance(small[2], compress.QuantizedLinear)


def test_a_quantized_model_is_saved_as_codes(trained, tmp_path):
    model, x, _ = trained
    small = compress.quantize_model(model, [x])
    serialization.save(small.state_dict(), tmp_path / "w")
    state = serialization.load(tmp_path / "w")
    assert state["0.weight_codes"].dtype == np.int8
    other = compress.quantize_model(train(seed=1)[0], [x * 3])
    other.load_state_dict(state)
    np.testing.assert_array_equal(other(x).array, small(x).array)


def test_nothing_to_quantize_is_said():
    with pytest.raises(ValueError, match="no layer"):
        compress.quantize_model(nn.Sequential(nn.ReLU()))
    with pytest.raises(ValueError, match="no layer"):
        compress.prepare_qat(nn.Sequential(nn.ReLU()))
    with pytest.raises(ValueError, match="Sequential"):
        compress.quantize_model(nn.Linear(2, 2))
    with pytest.raises(ValueError, match="calibrate"):
        compress.quantize_model(nn.Sequential(nn.Linear(2, 2)), calibration=[])


def test_the_gradient_goes_straight_through_except_where_clipped():
    q = affine.choose(-1.0, 1.0, bits=4)
    x = torch.tensor([-2.0, -0.33, 0.0, 0.7, 5.0], requires_grad=True)
    out = compress.fake_quantize(x, q)
    np.testing.assert_array_equal(out.array, affine.fake(x.array, q))
    (out * torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])).sum().backward()
    assert x.grad.tolist() == [0.0, 2.0, 3.0, 4.0, 0.0]


def test_training_that_feels_two_bits_beats_rounding_afterward(trained):
    model, x, y = trained
    after = compress.quantize_model(model, [x], bits=2)
    aware = compress.prepare_qat(model, bits=2)
    fit(aware, x, y, steps=100, lr=0.01)
    converted = compress.convert(aware)
    assert score(converted, x, y) > score(after, x, y) + 0.05
    np.testing.assert_allclose(converted(x).array, aware.eval()(x).array, rtol=1e-4, atol=1e-4)


def test_a_replaced_layer_keeps_its_place():
    model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
    small = compress.quantize_model(model)
    assert [name for name, _ in small.named_children()] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (nn.Conv2d(3, 4, 3, stride=2, padding=1), (2, 3, 7, 7)),
        (nn.Conv2d(4, 4, (1, 3), groups=2, bias=False), (2, 4, 5, 6)),
        (nn.Conv1d(3, 5, 3, dilation=2), (2, 3, 9)),
    ],
)
def test_convolutions_round_weights_and_inputs(layer, shape):
    torch.manual_seed(0)
    model, x = nn.Sequential(layer), torch.randn(*shape)
    weight = affine.fake(layer.weight.array, affine.choose_for(layer.weight.array, axis=0))
    inputs = affine.fake(x.array, affine.choose_for(x.array, symmetric=False))
    rounded = copy.deepcopy(model)
    rounded[0].weight.array[...] = weight
    expected = rounded(torch.tensor(inputs)).array
    small = compress.quantize_model(model, [x])
    np.testing.assert_allclose(small(x).array, expected, rtol=1e-5, atol=1e-5)
    aware = compress.prepare_qat(model)
    np.testing.assert_allclose(aware(x).array, expected, rtol=1e-5, atol=1e-5)
    aware(x).sum().backward()
    assert all(np.isfinite(p.grad.array).all() for p in aware.parameters())
    converted = compress.convert(aware)(x).array
    np.testing.assert_allclose(converted, aware.eval()(x).array, rtol=1e-5, atol=1e-5)


def test_trained_ranges_are_saved_and_a_resumed_training_goes_on_with_them(trained, tmp_path):
    model, x, y = trained
    aware = compress.prepare_qat(model, bits=4)
    fit(aware, x, y, steps=3)
    serialization.save(aware.state_dict(), tmp_path / "w")
    resumed = compress.prepare_qat(train(seed=1)[0], bits=4)
    resumed.load_state_dict(serialization.load(tmp_path / "w"))
    for one in (aware, resumed):
        fit(one, x[:50] * 2, y[:50], steps=3)
    np.testing.assert_array_equal(aware.eval()(x).array, resumed.eval()(x).array)


def test_a_layer_that_never_saw_an_input_says_so():
    aware = compress.prepare_qat(nn.Sequential(nn.Linear(2, 2))).eval()
    with pytest.raises(ValueError, match="calibrate"):
        aware(torch.ones(1, 2))
