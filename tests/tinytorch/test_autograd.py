"""The engine: how gradients meet, stop, repeat and are observed."""

from __future__ import annotations

import numpy as np
import pytest

import tinytorch as torch
from tinytorch import autograd, nn


def test_paths_that_meet_add_up():
    x = torch.tensor([2.0, 3.0], requires_grad=True)
    y = x * x + x * 5
    y.sum().backward()
    assert x.grad.tolist() == [9.0, 11.0]


def test_gradients_accumulate_over_calls():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    for _ in range(3):
        (x * 2).sum().backward()
    assert x.grad.tolist() == [6.0, 6.0]


def test_broadcasting_forward_is_summation_backward():
    x = torch.zeros(3, 1, requires_grad=True)
    y = torch.zeros(4, requires_grad=True)
    (x + y).sum().backward()
    assert x.grad.tolist() == [[4.0]] * 3
    assert y.grad.tolist() == [3.0] * 4


def test_two_leaves_never_share_one_gradient_buffer():
    x = torch.ones(3, requires_grad=True)
    y = torch.ones(3, requires_grad=True)
    (x + y).backward(torch.ones(3))
    x.grad.mul_(5)
    assert y.grad.tolist() == [1.0] * 3


def test_no_grad_records_nothing_and_ends():
    x = torch.ones(2, requires_grad=True)
    with torch.no_grad():
        assert not (x * 2).requires_grad
    assert (x * 2).requires_grad

    @torch.no_grad()
    def f(v):
        return v * 2

    assert not f(x).requires_grad
    with torch.no_grad(), torch.enable_grad():
        assert (x * 2).requires_grad


def test_second_backward_through_a_freed_graph_says_why():
    x = torch.ones(2, requires_grad=True)
    y = (x * x).sum()
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.tolist() == [4.0, 4.0]
    with pytest.raises(RuntimeError, match="retain_graph"):
        y.backward()


def test_backward_needs_one_number_or_a_gradient():
    x = torch.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="shape"):
        (x * 2).backward()
    with pytest.raises(RuntimeError, match="needs no gradient"):
        torch.ones(1).backward()


def test_grad_leaves_grad_attributes_alone_and_differentiates_again():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (first,) = autograd.grad((x**3).sum(), x, create_graph=True)
    (second,) = autograd.grad(first.sum(), x)
    assert first.tolist() == [3.0, 12.0]
    assert second.tolist() == [6.0, 12.0]
    assert x.grad is None


def test_grad_of_an_intermediate_value_and_of_an_unused_one():
    x = torch.tensor([2.0], requires_grad=True)
    h = x * 3
    unused = torch.ones(1, requires_grad=True)
    dh, dx, du = autograd.grad((h * h).sum(), [h, x, unused], allow_unused=True)
    assert dh.tolist() == [12.0]
    assert dx.tolist() == [36.0]
    assert du is None
    with pytest.raises(RuntimeError, match="not used"):
        autograd.grad((x * 2).sum(), unused)


def test_hooks_see_and_replace_gradients():
    x = torch.ones(2, requires_grad=True)
    seen = []
    y = x * 3
    y.register_hook(lambda g: seen.append(g.tolist()))
    x.register_hook(lambda g: g * 10)
    y.retain_grad()
    y.sum().backward()
    assert seen == [[1.0, 1.0]]
    assert x.grad.tolist() == [30.0, 30.0]
    assert y.grad.tolist() == [1.0, 1.0]


def test_a_function_of_ones_own():
    class Cube(autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x * x

        @staticmethod
        def backward(ctx, g):
            (x,) = ctx.saved_tensors
            return g * x * x * 3

    x = torch.tensor([2.0], requires_grad=True)
    (g,) = autograd.grad(Cube.apply(x), x, create_graph=True)
    (h,) = autograd.grad(g, x)
    assert g.tolist() == [12.0]
    assert h.tolist() == [12.0]


def test_in_place_changes_are_refused_while_recording():
    x = torch.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="in place"):
        x.add_(1)
    with torch.no_grad():
        x += 1
    assert x.tolist() == [2.0, 2.0]


def test_shape_errors_name_shapes_op_and_mend():
    with pytest.raises(RuntimeError, match=r"matmul.*\(3, 4\).*\(3, 4\).*transpose the second"):
        torch.ones(3, 4) @ torch.ones(3, 4)
    with pytest.raises(ValueError, match=r"add: shapes \(3, 4\) and \(3,\).*unsqueeze"):
        torch.ones(3, 4) + torch.ones(3)
    with pytest.raises(torch.ShapeError, match="linear"):
        nn.Linear(3, 2)(torch.ones(1, 4))


def test_dtypes_promote_as_in_pytorch():
    ints, floats = torch.tensor([1, 2]), torch.tensor([0.5, 1.5])
    assert (ints + floats).dtype == torch.float32
    assert (ints / 2).dtype == torch.float32
    assert (ints + 1).dtype == torch.int64
    assert (floats.double() * 2).dtype == torch.float64
    assert torch.exp(ints).dtype == torch.float32
    assert (torch.ones(2, dtype=torch.float16) * 2.5).dtype == torch.float16


def test_ndarray_on_the_left_yields_a_tensor():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = np.array([3.0, 4.0], dtype=np.float32) * x
    assert isinstance(y, torch.Tensor)
    y.sum().backward()
    assert x.grad.tolist() == [3.0, 4.0]


def test_generators_repeat_and_restore():
    a = torch.rand(3, generator=torch.Generator(7))
    assert torch.equal(a, torch.rand(3, generator=torch.Generator(7)))
    g = torch.Generator(1)
    torch.randint(0, 5, (3,), generator=g)
    state = g.get_state()
    expected = torch.randn(4, generator=g)
    g.set_state(state)
    assert torch.equal(expected, torch.randn(4, generator=g))
    torch.manual_seed(3)
    b = torch.rand(2)
    torch.manual_seed(3)
    assert torch.equal(b, torch.rand(2))


def test_product_with_zeros_among_the_numbers():
    x = torch.tensor([[2.0, 0.0, 3.0], [0.0, 0.0, 5.0], [1.0, 2.0, 4.0]], requires_grad=True)
    x.prod(1).sum().backward()
    assert x.grad.tolist() == [[0.0, 6.0, 0.0], [0.0, 0.0, 0.0], [8.0, 4.0, 2.0]]
