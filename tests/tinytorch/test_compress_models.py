import copy

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import compress, nn, optim, serialization
from tinytorch.compress import affine, lowrank, prune
from tinytorch.compress.quantized import integer_product


def problem(seed=0, rows=400):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((rows, 8)).astype(np.float32)
    y = ((x[:, 0] * x[:, 1] > 0) + 2 * (x[:, 2] > 0)).astype(np.int64)
    return torch.tensor(x), torch.tensor(y)


def fit(model, x, y, steps=150, lr=0.02, loss=F.cross_entropy):
    optimizer = optim.Adam(model.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()
    return model


def score(model, x, y):
    with torch.no_grad():
        return float((model(x).array.argmax(1) == y.array).mean())


@pytest.fixture(scope="module")
def trained():
    torch.manual_seed(0)
    x, y = problem()
    model = nn.Sequential(
        nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 4)
    )
    fit(model, x, y)
    assert score(model, x, y) > 0.95
    return model, x, y


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
    other = compress.quantize_model(nn.Sequential(*[copy.deepcopy(m) for m in model]), [x])
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


def test_pruned_weights_stay_zero_in_training_and_after(trained):
    model, x, y = trained
    model = copy.deepcopy(model)
    prune.l1_unstructured(model[2], "weight", 0.6)
    fit(model, x, y, steps=20)
    mask = model[2].weight_mask.array
    assert mask.mean() == pytest.approx(0.4, abs=0.01)
    assert (model[2].weight.array[mask == 0] == 0).all()
    assert "2.weight_orig" in model.state_dict()
    assert "2.weight" not in model.state_dict()
    with torch.no_grad():
        before = model(x).array
    prune.remove(model[2], "weight")
    np.testing.assert_array_equal(model(x).array, before)
    assert "2.weight" in model.state_dict()
    assert {n for n, _ in model.named_parameters()} >= {"2.weight", "2.bias"}
    with pytest.raises(ValueError, match="not pruned"):
        prune.remove(model[2], "weight")


def test_fine_tuning_after_pruning_wins_accuracy_back(trained):
    model, x, y = trained
    model = copy.deepcopy(model)
    prune.global_unstructured([(m, "weight") for m in model if isinstance(m, nn.Linear)], 0.8)
    pruned = score(model, x, y)
    fit(model, x, y, steps=100, lr=0.01)
    assert score(model, x, y) > pruned + 0.02


def test_pruning_again_removes_more_and_never_less():
    layer = nn.Linear(8, 8)
    prune.l1_unstructured(layer, "weight", 0.25)
    first = layer.weight_mask.array.copy()
    prune.n_of_m(layer, "weight", 2, 4)
    second = layer.weight_mask.array
    assert (second <= first).all()
    assert (second.reshape(-1, 4).sum(1) <= 2).all()
    with pytest.raises(ValueError, match="mask of shape"):
        prune.custom_from_mask(layer, "weight", np.ones((2, 2), bool))


def test_cutting_hidden_units_out_changes_nothing_when_they_were_ignored():
    torch.manual_seed(0)
    first, second = nn.Linear(6, 10), nn.Linear(10, 3)
    prune.ln_structured(second, "weight", 0.5, n=2, dim=1)
    keep = second.weight_mask.array.any(axis=0)
    prune.remove(second, "weight")
    small_first, small_second = prune.cut_hidden(first, second, keep)
    x = torch.randn(4, 6)
    np.testing.assert_allclose(
        small_second(F.relu(small_first(x))).array,
        second(F.relu(first(x))).array,
        rtol=1e-5,
        atol=1e-6,
    )
    assert small_first.out_features == 5


matrices = hnp.arrays("f8", (5, 4), elements=st.floats(-10, 10))


@given(matrices, st.integers(1, 4))
def test_the_error_of_a_low_rank_is_the_energy_of_what_is_left_out(weight, rank):
    u, v = lowrank.factors(weight, rank)
    left_out = np.linalg.svd(weight, compute_uv=False)[rank:]
    assert np.square(weight - u @ v).sum() == pytest.approx(np.square(left_out).sum(), abs=1e-6)


def test_a_layer_of_full_rank_is_reproduced_and_a_thin_one_is_smaller():
    torch.manual_seed(0)
    layer = nn.Linear(12, 10)
    x = torch.randn(3, 12)
    np.testing.assert_allclose(compress.factorize(layer, 10)(x).array, layer(x).array, atol=1e-5)
    thin = compress.factorize(layer, 2)
    assert sum(p.numel() for p in thin.parameters()) < sum(p.numel() for p in layer.parameters())


def test_the_rank_for_an_energy():
    weight = np.diag([3.0, 2.0, 1.0])
    assert [compress.rank_for(weight, e) for e in (9 / 14, 0.7, 13 / 14, 1.0)] == [1, 2, 2, 3]
    assert 1 <= compress.rank_for(np.zeros((2, 2))) <= 2
    with pytest.raises(ValueError, match="fraction"):
        compress.rank_for(weight, 0)
    with pytest.raises(ValueError, match="rank="):
        lowrank.factors(weight, 4)


def test_distillation_is_zero_at_the_teacher_and_has_no_gradient_into_it():
    teacher = torch.randn(4, 3, requires_grad=True)
    student = torch.tensor(teacher.array.copy(), requires_grad=True)
    loss = compress.distillation_loss(student, teacher)
    loss.backward()
    assert loss.item() == pytest.approx(0, abs=1e-6)
    assert teacher.grad is None
    np.testing.assert_allclose(student.grad.array, 0, atol=1e-6)


@given(st.floats(0.5, 10))
def test_distillation_equals_its_formula(temperature):
    rng = np.random.default_rng(0)
    s, t = rng.standard_normal((2, 5, 4))
    y = np.array([0, 1, 2, 3, 0])

    def softmax(z):
        e = np.exp(z - z.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)

    p, q = softmax(t / temperature), softmax(s / temperature)
    soft = (p * np.log(p / q)).sum(1).mean() * temperature**2
    hard = -np.log(softmax(s)[np.arange(5), y]).mean()
    loss = compress.distillation_loss(
        torch.tensor(s), torch.tensor(t), torch.tensor(y), temperature, alpha=0.3
    )
    assert loss.item() == pytest.approx(0.3 * soft + 0.7 * hard, rel=1e-6)


@pytest.mark.parametrize("options", [{"temperature": 0}, {"alpha": 1.5}])
def test_distillation_settings_have_ranges(options):
    with pytest.raises(ValueError, match="temperature"):
        compress.distillation_loss(torch.zeros(1, 2), torch.zeros(1, 2), **options)


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
