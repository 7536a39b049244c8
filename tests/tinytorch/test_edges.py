"""Inputs at the edge (nothing to sum, nothing to see, integers) give what PyTorch gives for them."""

from __future__ import annotations

import numpy as np
import pytest

import tinytorch as torch
import tinytorch.nn.functional as F
from tests.tinytorch.test_kernels import draw
from tinytorch import nn
from tinytorch.autograd.gradcheck import gradcheck


def test_inverting_turns_bits_of_integers_and_truth_of_bools():
    assert (~torch.tensor([5, -3])).tolist() == [-6, 2]
    assert (~torch.tensor([True, False])).tolist() == [False, True]
    with pytest.raises(TypeError):
        ~torch.tensor([1.0])


def test_the_log_of_an_empty_sum_is_minus_infinity():
    x = torch.zeros(2, 0, 4, requires_grad=True)
    out = x.logsumexp(1)
    assert out.tolist() == [[-np.inf] * 4] * 2
    out.sum().backward()
    assert x.grad.shape == (2, 0, 4)
    assert torch.tensor([0, 0]).logsumexp(0).item() == pytest.approx(np.log(2))


def test_rms_norm_over_several_dimensions_is_that_of_the_flat_rows():
    x, weight = draw(2, 3, 4), draw(3, 4, seed=1)
    flat = F.rms_norm(x.flatten(1), (12,), weight.flatten(), 1e-5).reshape(2, 3, 4)
    np.testing.assert_array_equal(F.rms_norm(x, (3, 4), weight, 1e-5).numpy(), flat.numpy())
    wide = (x.double().requires_grad_(), weight.double().requires_grad_())
    assert gradcheck(lambda a, w: F.rms_norm(a, (3, 4), w, 1e-5), wide)
    assert nn.RMSNorm((3, 4))(x).shape == (2, 3, 4)
    with pytest.raises(
        torch.ShapeError, match=r"rms_norm: input \(2, 3, 4\) does not end in \(4, 3\)"
    ):
        F.rms_norm(x, (4, 3))


@pytest.mark.parametrize("dtype", [torch.int8, torch.int64, torch.uint8])
@pytest.mark.filterwarnings("error")
def test_padding_never_is_the_maximum_of_integers(dtype):
    x = (torch.arange(16).reshape(1, 1, 4, 4) - (0 if dtype == torch.uint8 else 20)).to(dtype)
    out = F.max_pool2d(x, 3, 2, 1)
    assert out.dtype == dtype
    low = 0 if dtype == torch.uint8 else -20
    assert out.tolist() == [[[[low + 5, low + 7], [low + 13, low + 15]]]]


PATHS = ["kernel", "dropout", "three dimensions"]


@pytest.mark.parametrize(
    ("path", "as_numbers"),
    [*((p, n) for p in PATHS for n in (False, True)), ("mask with gradient", True)],
)
def test_a_query_that_sees_no_key_gets_zeros_and_no_gradient(path, as_numbers):
    q = draw(1, 2, 2, 4) if path != "three dimensions" else draw(2, 2, 4)
    q.requires_grad_()
    mask = torch.from_numpy(np.array([[False, False], [True, True]]))
    if as_numbers:
        mask = torch.where(mask, 0.0, -np.inf)
    if path == "mask with gradient":
        mask.requires_grad_()
    dropped = 1e-9 if path == "dropout" else 0.0
    out = F.scaled_dot_product_attention(q, q, q, mask, dropped)
    assert (out.detach()[..., 0, :] == 0).all()
    assert (out.detach()[..., 1, :] != 0).all()
    out[..., 0, :].sum().backward()
    assert (q.grad == 0).all()
