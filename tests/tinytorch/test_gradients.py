"""Every operation's gradient against differences of the operation itself, in float64."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, mutually_broadcastable_shapes

import tinytorch as torch
import tinytorch.nn.functional as F
from tests.tinytorch.gradient_cases import CASES
from tinytorch.autograd import gradcheck, gradgradcheck

BINARY = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": lambda x, y: x / (y * y + 1),
    "maximum": torch.maximum,
    "minimum": torch.minimum,
    "pow": lambda x, y: (x * x + 0.5) ** y,
}
UNARY = {
    "exp": torch.exp,
    "tanh": torch.tanh,
    "relu": F.relu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "sigmoid": torch.sigmoid,
    "sum": lambda x: x.sum(-1) if x.ndim else x.sum(),
    "softmax": lambda x: F.softmax(x, -1) if x.ndim else x.exp(),
    "flatten": lambda x: x.flatten() * 2,
}


def leaf(array: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(array).requires_grad_()


def strided(shape: tuple[int, ...], seed: int, layout: str) -> np.ndarray:
    """Draw an array of this shape that lies in memory in one of four ways."""
    rng = np.random.default_rng(seed)
    if layout == "transposed":
        return rng.standard_normal(shape[::-1]).T
    if layout == "sliced":
        return rng.standard_normal(tuple(2 * n for n in shape))[
            tuple(slice(0, None, 2) for _ in shape)
        ]
    if layout == "reversed":
        return rng.standard_normal(shape)[tuple(slice(None, None, -1) for _ in shape)]
    return np.asarray(rng.standard_normal(shape))


layouts = st.sampled_from(["plain", "transposed", "sliced", "reversed"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_gradient(case):
    tensors = [leaf(a) for a in case.make()]
    tolerance = 1e-2 if "float32" in case.name else 1e-5
    eps = 1e-2 if "float32" in case.name else 1e-6
    assert gradcheck(lambda *xs: case.call(F, torch, *xs), tensors, eps, tolerance, tolerance)


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.twice and "float32" not in c.name], ids=lambda c: c.name
)
def test_second_derivative(case):
    tensors = [leaf(a) for a in case.make(3)]

    def smooth(*xs):
        return case.call(F, torch, *(x * x * 0.5 + x for x in xs)).sin()

    if case.domain == "positive" or "bce" in case.name or "var" in case.name:
        tensors = [leaf(np.abs(a.detach().numpy()) + 0.5) for a in tensors]
    assert gradgradcheck(smooth, tensors, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("case", [c for c in CASES if not c.twice][:3], ids=lambda c: c.name)
def test_fused_kernels_say_that_they_have_no_second_derivative(case):
    tensors = [leaf(a) for a in case.make()]
    out = case.call(F, torch, *tensors).sum()
    with pytest.raises(NotImplementedError, match="no second derivative"):
        torch.autograd.grad(out, tensors, create_graph=True)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(BINARY)),
    shapes=mutually_broadcastable_shapes(num_shapes=2, max_dims=3, min_side=0, max_side=3),
    seed=st.integers(0, 99),
    layout=layouts,
)
def test_binary_operations_over_shapes_and_strides(name, shapes, seed, layout):
    x, y = (strided(s, seed + i, layout) for i, s in enumerate(shapes.input_shapes))
    assert gradcheck(BINARY[name], [leaf(x), leaf(y)])
    assert BINARY[name](leaf(x), leaf(y)).shape == shapes.result_shape


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(UNARY)),
    shape=array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=4),
    seed=st.integers(0, 99),
    layout=layouts,
)
def test_unary_operations_over_shapes_and_strides(name, shape, seed, layout):
    assert gradcheck(UNARY[name], [leaf(strided(shape, seed, layout))])


@settings(max_examples=25, deadline=None)
@given(
    batch=st.integers(0, 3),
    groups=st.integers(1, 2),
    kernel=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 2),
    layout=layouts,
    seed=st.integers(0, 99),
)
def test_convolution_over_all_its_settings(
    batch, groups, kernel, stride, padding, dilation, layout, seed
):
    x = leaf(strided((batch, 2 * groups, 6, 5), seed, layout))
    w = leaf(strided((2 * groups, 2, *kernel), seed + 1, layout))
    b = leaf(strided((2 * groups,), seed + 2, "plain"))
    assert gradcheck(
        lambda *a: F.conv2d(*a, stride=stride, padding=padding, dilation=dilation, groups=groups),
        [x, w, b],
    )


@settings(max_examples=25, deadline=None)
@given(
    size=st.integers(1, 3),
    stride=st.integers(1, 3),
    maximum=st.booleans(),
    layout=layouts,
    seed=st.integers(0, 99),
)
def test_pooling_over_all_its_settings(size, stride, maximum, layout, seed):
    pool = F.max_pool2d if maximum else F.avg_pool2d
    x = leaf(strided((2, 2, 6, 5), seed, layout))
    assert gradcheck(lambda a: pool(a, size, stride, size // 2), [x])


@pytest.mark.parametrize("shape", [(0, 4), (3, 0, 4)])
def test_empty_batches_pass_through_layers(shape):
    x = torch.zeros(*shape, dtype=torch.float64, requires_grad=True)
    w = torch.ones(5, 4, dtype=torch.float64, requires_grad=True)
    b = torch.ones(5, dtype=torch.float64, requires_grad=True)
    out = F.layer_norm(F.relu(F.linear(x, w, b)), (5,), b, b)
    out.sum().backward()
    assert out.shape == (*shape[:-1], 5)
    assert (w.grad == 0).all()
    assert (b.grad == 0).all()


def test_gradcheck_finds_a_wrong_derivative():
    class Wrong(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, g):
            return g * 2.001

    with pytest.raises(AssertionError, match="slope"):
        gradcheck(Wrong.apply, [leaf(np.ones(3))])
    with pytest.raises(ValueError, match="float64"):
        gradcheck(torch.exp, [torch.ones(2, requires_grad=True)])
