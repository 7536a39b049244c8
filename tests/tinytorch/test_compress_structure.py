import copy

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytorch as torch
import tinytorch.nn.functional as F
from tests.tinytorch.compress_case import fit, score, train
from tinytorch import compress, nn
from tinytorch.compress import lowrank, prune


@pytest.fixture(scope="module")
def trained():
    return train()


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
