import tracemalloc

import numpy as np
import pytest

import tinytorch as torch
from tinytorch import nn
from tinytorch.profiler import profile
from tinytorch.utils.checkpoint import checkpoint


class Block(nn.Module):
    def __init__(self, width, noisy=False):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, width))
        self.noisy = noisy

    def forward(self, x):
        out = x + self.inner(x)
        return out * torch.bernoulli(torch.full(out.shape, 0.8)) if self.noisy else out


def gradients(blocks, x, wrap):
    for block in blocks:
        block.zero_grad()
    x = torch.tensor(x, requires_grad=True)
    torch.manual_seed(3)
    out = x
    for block in blocks:
        out = wrap(block, out)
    (out * out).sum().backward()
    after = torch.rand(1).item()
    return [x.grad.numpy(), *(p.grad.numpy() for b in blocks for p in b.parameters())], after


@pytest.mark.parametrize("noisy", [False, True])
def test_gradients_are_the_same_bit_for_bit_and_so_is_the_random_stream(noisy):
    blocks = [Block(6, noisy) for _ in range(3)]
    x = np.random.default_rng(0).standard_normal((5, 6)).astype(np.float32)
    plain, after = gradients(blocks, x, lambda block, value: block(value))
    again, after_again = gradients(blocks, x, checkpoint)
    assert after == after_again
    for one, other in zip(plain, again, strict=True):
        np.testing.assert_array_equal(one, other)


def peak(wrap):
    blocks = [Block(256) for _ in range(8)]
    x = np.ones((512, 256), np.float32)
    tracemalloc.start()
    gradients(blocks, x, wrap)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_it_needs_less_memory():
    assert peak(checkpoint) < 0.6 * peak(lambda block, value: block(value))


def test_several_arguments_and_some_without_gradient():
    a = torch.randn(3, requires_grad=True)
    b, c = torch.randn(3), 2.0
    checkpoint(lambda x, y, z: (x * y * z).sum(), a, b, c).backward()
    np.testing.assert_allclose(a.grad.numpy(), b.numpy() * 2.0, rtol=1e-6)
    assert b.grad is None


def test_without_recording_it_is_the_function():
    with torch.no_grad():
        out = checkpoint(torch.exp, torch.ones(2, requires_grad=True))
    assert not out.requires_grad


def test_nothing_to_differentiate_is_no_error():
    out = checkpoint(torch.exp, torch.ones(2)).sum()
    w = torch.ones(1, requires_grad=True)
    (out * w).sum().backward()
    assert w.grad.item() == pytest.approx(2 * np.e, rel=1e-6)


def test_one_tensor_is_expected_back():
    with pytest.raises(TypeError, match="one tensor"):
        checkpoint(lambda x: (x, x), torch.ones(2))


def test_the_profiler_sees_the_second_forward_pass():
    with profile() as prof:
        checkpoint(lambda x: x.exp().sum(), torch.ones(4, requires_grad=True)).backward()
    assert [event.name for event in prof.events].count("exp") == 2
