"""What stands around the core, against live PyTorch: a listed skip where it is not installed."""

import copy

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tinytorch
from tinytorch import compress, safetensors
from tinytorch.amp import GradScaler, round_bfloat16, round_float16
from tinytorch.compress import affine, prune
from tinytorch.utils.data import random_split

torch = pytest.importorskip("torch")
their_prune = pytest.importorskip("torch.nn.utils.prune")
floats = hnp.arrays("f4", (4, 8), elements=st.floats(-100, 100, width=32))


@given(hnp.arrays("f4", 12, elements=st.floats(width=32)))
def test_narrow_types_round_as_theirs(array):
    x = torch.from_numpy(array)
    np.testing.assert_array_equal(round_bfloat16(array), x.bfloat16().float().numpy())
    np.testing.assert_array_equal(round_float16(array), x.half().float().numpy())


@given(floats, st.integers(2, 8))
def test_fake_quantization_and_its_gradient_are_theirs(array, bits):
    q = affine.choose(-3.0, 5.0, bits, symmetric=False)
    theirs = torch.from_numpy(array).requires_grad_()
    expected = torch.fake_quantize_per_tensor_affine(
        theirs, float(q.scale), int(q.zero_point), q.low, q.high
    )
    expected.sum().backward()
    ours = tinytorch.tensor(array, requires_grad=True)
    out = compress.fake_quantize(ours, q)
    out.sum().backward()
    # They multiply by 1 / scale, we divide: a value halfway between two codes may go either way.
    steps = array.astype(np.float64) / float(q.scale)
    clear = np.abs(steps - np.floor(steps) - 0.5) > 1e-4
    np.testing.assert_allclose(out.array[clear], expected.detach().numpy()[clear], atol=1e-5)
    np.testing.assert_array_equal(ours.grad.array[clear], theirs.grad.numpy()[clear])


@given(floats)
def test_per_channel_fake_quantization_is_theirs(array):
    q = affine.choose_for(array, 8, symmetric=True, axis=0)
    expected = torch.fake_quantize_per_channel_affine(
        torch.from_numpy(array),
        torch.from_numpy(q.scale),
        torch.from_numpy(q.zero_point),
        0,
        -127,
        127,
    )
    steps = array / q.scale[:, None].astype(np.float64)
    clear = np.abs(steps - np.floor(steps) - 0.5) > 1e-4
    np.testing.assert_allclose(
        affine.fake(array, q)[clear], expected.numpy()[clear], rtol=1e-5, atol=1e-6
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "options"),
    [
        (prune.l1_unstructured, "l1_unstructured", {"amount": 0.4}),
        (prune.ln_structured, "ln_structured", {"amount": 0.5, "n": 2, "dim": 0}),
        (prune.ln_structured, "ln_structured", {"amount": 0.25, "n": 1, "dim": 1}),
    ],
)
def test_pruning_removes_what_theirs_removes(ours, theirs, options):
    weight = np.random.default_rng(0).standard_normal((6, 8)).astype(np.float32)
    one, other = tinytorch.nn.Linear(8, 6), torch.nn.Linear(8, 6)
    one.weight.array[...] = weight
    with torch.no_grad():
        other.weight.copy_(torch.from_numpy(weight))
    ours(one, "weight", **options)
    getattr(their_prune, theirs)(other, "weight", **options)
    np.testing.assert_array_equal(one.weight_mask.array, other.weight_mask.numpy())
    assert set(one.state_dict()) == set(other.state_dict())
    x = np.ones((2, 8), np.float32)
    one.bias.array[...] = other.bias.detach().numpy()
    np.testing.assert_allclose(
        one(tinytorch.tensor(x)).detach().numpy(),
        other(torch.from_numpy(x)).detach().numpy(),
        rtol=1e-5,
        atol=1e-6,
    )


def test_global_pruning_removes_what_theirs_removes():
    rng = np.random.default_rng(1)
    ours = [tinytorch.nn.Linear(4, 5), tinytorch.nn.Linear(5, 3)]
    theirs = [torch.nn.Linear(4, 5), torch.nn.Linear(5, 3)]
    for one, other in zip(ours, theirs, strict=True):
        one.weight.array[...] = rng.standard_normal(one.weight.shape)
        other.weight.data.copy_(torch.from_numpy(one.weight.array))
    prune.global_unstructured([(m, "weight") for m in ours], 0.6)
    their_prune.global_unstructured(
        [(m, "weight") for m in theirs], their_prune.L1Unstructured, amount=0.6
    )
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one.weight_mask.array, other.weight_mask.numpy())


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_the_loss_scale_moves_as_theirs(overflows):
    settings = {
        "init_scale": 8.0,
        "growth_factor": 2.0,
        "backoff_factor": 0.5,
        "growth_interval": 2,
    }
    ours, theirs = GradScaler(**settings), torch.amp.GradScaler("cpu", **settings)
    p, q = tinytorch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
    sgd, theirs_sgd = tinytorch.optim.SGD([p], lr=0.1), torch.optim.SGD([q], lr=0.1)
    for overflow in overflows:
        gradient = np.array([np.inf if overflow else 1.0], np.float32)
        ours.scale(p.sum()).backward()
        theirs.scale(q.sum()).backward()
        p.grad, q.grad = tinytorch.tensor(gradient), torch.from_numpy(gradient.copy())
        ours.step(sgd)
        theirs.step(theirs_sgd)
        ours.update()
        theirs.update()
        assert ours.get_scale() == theirs.get_scale()
        np.testing.assert_array_equal(p.detach().numpy(), q.detach().numpy())


@given(st.floats(0.5, 8))
def test_distillation_is_their_divergence(temperature):
    rng = np.random.default_rng(0)
    s, t = rng.standard_normal((2, 6, 5)).astype(np.float32)
    ours = compress.distillation_loss(tinytorch.tensor(s), tinytorch.tensor(t), None, temperature)
    soft = torch.nn.functional.kl_div(
        torch.log_softmax(torch.from_numpy(s) / temperature, -1),
        torch.softmax(torch.from_numpy(t) / temperature, -1),
        reduction="batchmean",
    )
    assert ours.item() == pytest.approx(float(soft) * temperature**2, rel=1e-4, abs=1e-6)


@pytest.mark.filterwarnings("ignore:Length of split")
@given(st.integers(1, 40), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_splitting_by_fractions_gives_their_sizes(size, parts):
    fractions = [part / sum(parts) for part in parts]
    assume(sum(fractions) <= 1)  # they refuse what rounding lifts above 1
    ours = [len(p) for p in random_split(list(range(size)), fractions)]
    assert ours == [len(p) for p in torch.utils.data.random_split(range(size), fractions)]


def test_weights_travel_to_pytorch_and_back(tmp_path):
    theirs = pytest.importorskip("safetensors.torch")
    model = tinytorch.nn.Linear(3, 2)
    tinytorch.save(model.state_dict(), tmp_path / "w.safetensors")
    other = torch.nn.Linear(3, 2)
    other.load_state_dict(theirs.load_file(tmp_path / "w.safetensors"))
    np.testing.assert_array_equal(other.weight.detach().numpy(), model.weight.array)
    theirs.save_file({k: v.bfloat16() for k, v in other.state_dict().items()}, tmp_path / "half")
    again = copy.deepcopy(model)
    again.load_state_dict(tinytorch.load(tmp_path / "half"))
    np.testing.assert_array_equal(again.weight.array, round_bfloat16(model.weight.array))
    assert safetensors.load_file(tmp_path / "half")["weight"].dtype == np.float32
