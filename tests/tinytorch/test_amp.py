import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import nn, optim
from tinytorch.amp import GradScaler, autocast, round_bfloat16, round_float16
from tinytorch.autograd import engine
from tinytorch.profiler import profile

floats = hnp.arrays("f4", 6, elements=st.floats(width=32))


@given(floats)
def test_rounding_twice_changes_nothing_more(array):
    for rounded in (round_float16(array), round_bfloat16(array)):
        again = round_float16(rounded) if rounded is None else rounded
        assert again.dtype == np.float32
    np.testing.assert_array_equal(round_float16(round_float16(array)), round_float16(array))
    np.testing.assert_array_equal(round_bfloat16(round_bfloat16(array)), round_bfloat16(array))


@given(hnp.arrays("f4", 6, elements=st.floats(-(2.0**120), 2.0**120, width=32)))
def test_bfloat16_is_the_nearest_of_its_two_neighbors(array):
    rounded = round_bfloat16(array).astype(np.float64)
    bits = array.view(np.uint32) & np.uint32(0xFFFF0000)
    below = bits.view(np.float32).astype(np.float64)  # toward zero
    above = (bits + np.uint32(0x10000)).view(np.float32).astype(np.float64)
    best = np.minimum(np.abs(array - below), np.abs(array - above))
    np.testing.assert_array_equal(np.abs(rounded - array), best)


def test_bfloat16_breaks_ties_to_even_and_keeps_what_is_no_number():
    ties = np.array([1 + 2**-8, 1 + 3 * 2**-8, np.inf, -np.inf, np.nan, -0.0], np.float32)
    rounded = round_bfloat16(ties)
    assert rounded[:4].tolist() == [1.0, 1 + 2**-6, np.inf, -np.inf]
    assert np.isnan(rounded[4])
    assert np.signbit(rounded[5])
    assert round_bfloat16(np.array(np.finfo(np.float32).max)) == np.inf


def test_float16_overflows_and_underflows_where_the_format_does():
    values = np.array([65504.0, 65520.0, 6e-8, 2e-8], np.float32)
    assert np.isinf(round_float16(values)).tolist() == [False, True, False, False]
    assert (round_float16(values) == 0).tolist() == [False, False, False, True]


def test_products_are_rounded_forward_and_backward_and_nothing_else():
    torch.manual_seed(0)
    x, w = torch.randn(8, 16), torch.randn(4, 16, requires_grad=True)
    with autocast("float16"):
        out = F.linear(x, w)
        plain = x * 1.001
        out.sum().backward()
    expected = round_float16(round_float16(x.numpy()) @ round_float16(w.detach().numpy()).T)
    np.testing.assert_array_equal(out.detach().numpy(), expected)
    np.testing.assert_array_equal(w.grad.numpy(), round_float16(w.grad.numpy()))
    np.testing.assert_array_equal(plain.numpy(), x.numpy() * np.float32(1.001))
    assert not np.array_equal(out.detach().numpy(), F.linear(x, w).detach().numpy())


def test_leaving_the_block_ends_the_rounding_also_after_an_error():
    with pytest.raises(ZeroDivisionError), autocast():
        raise ZeroDivisionError
    assert engine._observer is None
    with autocast(enabled=False):
        assert engine._observer is None


def test_a_profile_and_autocast_work_together_either_way():
    x = torch.randn(4, 4)
    with autocast("bfloat16"), profile() as inner:
        one = x @ x
    with profile() as outer, autocast("bfloat16"):
        two = x @ x
    np.testing.assert_array_equal(one.numpy(), two.numpy())
    assert [e.name for e in inner.events] == [e.name for e in outer.events] == ["matmul"]


def test_an_unknown_type_is_refused():
    with pytest.raises(ValueError, match="float16, bfloat16"):
        autocast("float8")


def tiny_gradient(scaler):
    """One step whose gradient is below what float16 can hold."""
    w = torch.tensor(np.ones((1, 1), np.float32), requires_grad=True)
    optimizer = optim.SGD([w], lr=1.0)
    with autocast("float16"):
        loss = (F.linear(torch.ones(1, 1), w) * 1e-9).sum()
        scaler.scale(loss).backward()
    scaler.step(optimizer)
    scaler.update()
    return w.grad.item()


def test_scaling_the_loss_saves_gradients_that_float16_would_lose():
    assert tiny_gradient(GradScaler(enabled=False)) == 0
    assert tiny_gradient(GradScaler(2.0**16)) == pytest.approx(1e-9, rel=1e-2)


def test_overflow_skips_the_step_and_lowers_the_scale():
    w = torch.tensor(np.ones(1, np.float32), requires_grad=True)
    optimizer = optim.SGD([w], lr=1.0)
    scaler = GradScaler(8.0, growth_interval=2)
    for gradient, taken, factor in [
        (np.inf, False, 4.0),
        (np.nan, False, 2.0),
        (1.0, True, 2.0),
        (1.0, True, 4.0),
        (1.0, True, 4.0),
    ]:
        before = w.item()
        w.grad = torch.tensor(np.array([gradient], np.float32))
        assert scaler.step(optimizer) is taken
        scaler.update()
        assert scaler.get_scale() == factor
        assert (w.item() != before) is taken
    assert scaler.skipped == 2


def test_unscaling_happens_once_a_step():
    w = torch.tensor(np.ones(1, np.float32), requires_grad=True)
    optimizer, scaler = optim.SGD([w], lr=1.0), GradScaler(4.0)
    w.grad = torch.tensor(np.array([8.0], np.float32))
    scaler.unscale_(optimizer)
    scaler.step(optimizer)
    assert w.grad.item() == 2.0
    assert w.item() == -1.0


def test_the_scaler_is_saved_and_restored():
    scaler, other = GradScaler(4.0), GradScaler()
    other.load_state_dict(scaler.state_dict())
    assert other.state_dict() == scaler.state_dict()
    with pytest.raises(ValueError, match="growth"):
        GradScaler(growth_factor=1.0)


def test_training_in_bfloat16_learns_too():
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    x = torch.tensor(rng.standard_normal((64, 4)).astype(np.float32))
    y = torch.tensor((x.numpy()[:, 0] > 0).astype(np.int64))
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2))
    optimizer = optim.Adam(model.parameters(), lr=0.02)
    losses = []
    for _ in range(60):
        optimizer.zero_grad()
        with autocast("bfloat16"):
            loss = F.cross_entropy(model(x), y)
            loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.2 * losses[0]
