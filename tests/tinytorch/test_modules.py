"""Modules, losses and optimizers as PyTorch users know them."""

from __future__ import annotations

import copy

import numpy as np
import pytest

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import nn, optim
from tinytorch.nn.functional.linear import linear_simple
from tinytorch.nn.functional.loss import cross_entropy_simple
from tinytorch.optim.adam import adam_simple


def small_net():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))


def test_names_order_and_sharing_of_parameters():
    net = small_net()
    assert [n for n, _ in net.named_parameters()] == ["0.weight", "0.bias", "2.weight", "2.bias"]
    net[2].extra = net[0].weight
    assert len(list(net.parameters())) == 4
    assert "Linear(in_features=4, out_features=8, bias=True)" in repr(net)


def test_state_dict_round_trip_and_refusals():
    a, b = small_net(), small_net()
    with torch.no_grad():
        a[0].weight.fill_(7)
    b.load_state_dict(a.state_dict())
    assert (b[0].weight == 7).all()
    state = a.state_dict()
    state["0.weight"] = torch.zeros(1, 1)
    with pytest.raises(torch.ShapeError, match=r"0\.weight"):
        b.load_state_dict(state)
    with pytest.raises(RuntimeError, match="missing"):
        b.load_state_dict({})


def test_hooks_run_and_can_be_removed():
    net = small_net()
    seen = []
    handle = net[1].register_forward_hook(lambda m, args, out: seen.append(tuple(out.shape)))
    net(torch.ones(2, 4))
    handle.remove()
    net(torch.ones(2, 4))
    assert seen == [(2, 8)]


def test_training_mode_reaches_all_modules_and_copies_are_independent():
    net = small_net()
    assert not net.eval()[0].training
    twin = copy.deepcopy(net)
    with torch.no_grad():
        twin[0].weight.zero_()
    assert (net[0].weight != 0).any()
    assert len(list(twin.parameters())) == 4
    assert next(twin.parameters()) is twin[0].weight


def test_kernels_agree_with_their_simple_forms():
    x = torch.randn(5, 2, 4, requires_grad=True)
    w, b = torch.randn(3, 4, requires_grad=True), torch.randn(3, requires_grad=True)
    seed = torch.randn(5, 2, 3)
    fast = torch.autograd.grad(F.linear(x, w, b), [x, w, b], seed)
    slow = torch.autograd.grad(linear_simple(x, w, b), [x, w, b], seed)
    for f, s in zip(fast, slow, strict=True):
        np.testing.assert_allclose(f.numpy(), s.numpy(), rtol=1e-5, atol=1e-5)
    logits, target = torch.randn(6, 4, requires_grad=True), torch.tensor([0, 3, 1, 2, 2, 0])
    losses = F.cross_entropy(logits, target), cross_entropy_simple(logits, target)
    np.testing.assert_allclose(losses[0].item(), losses[1].item(), rtol=1e-6)
    grads = [torch.autograd.grad(loss, logits)[0].numpy() for loss in losses]
    np.testing.assert_allclose(grads[0], grads[1], rtol=1e-5, atol=1e-7)


def test_wrong_targets_are_refused():
    with pytest.raises(IndexError, match="not a class"):
        F.cross_entropy(torch.zeros(2, 3), torch.tensor([0, 3]))
    with pytest.raises(torch.ShapeError, match="targets"):
        F.cross_entropy(torch.zeros(2, 3), torch.tensor([[0, 1]]))
    with pytest.raises(torch.ShapeError, match="mse_loss"):
        F.mse_loss(torch.zeros(2, 1), torch.zeros(2))


@pytest.mark.parametrize(
    "make",
    [
        lambda p: optim.SGD(p, lr=0.5),
        lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        lambda p: optim.Adam(p, lr=0.05),
        lambda p: optim.AdamW(p, lr=0.05),
    ],
)
def test_optimizers_learn(make):
    net = small_net()
    x = torch.randn(32, 4)
    y = (x[:, 0] > 0).long() + (x[:, 1] > 0).long()
    optimizer = make(net.parameters())
    first = F.cross_entropy(net(x), y).item()
    for _ in range(60):
        optimizer.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.5 * first


def test_adam_agrees_with_the_paper():
    rng = np.random.default_rng(0)
    p = torch.tensor(rng.normal(size=70000).astype(np.float32), requires_grad=True)
    q, m, v = p.detach().clone().numpy(), np.zeros(70000), np.zeros(70000)
    optimizer = optim.Adam([p], lr=0.01)
    for t in range(1, 6):
        g = rng.normal(size=70000).astype(np.float32)
        p.grad = torch.tensor(g)
        optimizer.step()
        adam_simple(q, g, m, v, t, 0.01, 0.9, 0.999, 1e-8)
    np.testing.assert_allclose(p.detach().numpy(), q, rtol=2e-5, atol=2e-6)


def test_optimizer_state_round_trip_continues_exactly():
    def run(steps, restart_at=None):
        net = small_net()
        x, y = torch.ones(4, 4), torch.tensor([0, 1, 2, 0])
        optimizer = optim.Adam(net.parameters(), lr=0.1)
        for i in range(steps):
            if i == restart_at:
                saved = optimizer.state_dict()
                optimizer = optim.Adam(net.parameters(), lr=0.1)
                optimizer.load_state_dict(saved)
            optimizer.zero_grad()
            F.cross_entropy(net(x), y).backward()
            optimizer.step()
        return nn.utils.parameters_to_vector(net.parameters()).numpy()

    np.testing.assert_array_equal(run(6), run(6, restart_at=3))


def test_clipping_bounds_the_common_norm():
    a, b = torch.ones(3, requires_grad=True), torch.ones(4, requires_grad=True)
    (a * 3).sum().backward()
    (b * 4).sum().backward()
    before = nn.utils.clip_grad_norm_([a, b], 1.0)
    np.testing.assert_allclose(before.item(), (3 * 9 + 4 * 16) ** 0.5, rtol=1e-6)
    after = sum(float((p.grad * p.grad).sum()) for p in (a, b)) ** 0.5
    np.testing.assert_allclose(after, 1.0, rtol=1e-4)
