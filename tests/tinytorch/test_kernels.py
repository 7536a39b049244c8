"""Fast kernels against their simple forms, in pieces, on threads, and as in the browser."""

from __future__ import annotations

import math
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch import memory, nn, parallel
from tinytorch.models import GPT, GPTConfig
from tinytorch.nn.functional.activation import gelu_tanh_simple
from tinytorch.nn.functional.attention import attention_simple, causal_mask
from tinytorch.nn.functional.conv import conv2d_simple
from tinytorch.nn.functional.norm import layer_norm_simple
from tinytorch.nn.functional.pool import max_pool2d_simple
from tinytorch.ops import matmul


def draw(*shape, dtype=np.float32, seed=0):
    return torch.from_numpy(np.asarray(np.random.default_rng(seed).standard_normal(shape, dtype)))


@pytest.fixture(params=[1, 2, 3])
def threads(request):
    before = parallel.get_num_threads()
    torch.set_num_threads(request.param)
    yield request.param
    torch.set_num_threads(before)


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("dilation", [1, 2])
def test_convolution_is_its_definition(stride, dilation):
    x, w = draw(3, 4, 9, 8, dtype=np.float64), draw(5, 4, 3, 2, dtype=np.float64, seed=1)
    fast = F.conv2d(x, w, None, stride, 1, dilation).numpy()
    slow = conv2d_simple(x.numpy(), w.numpy(), stride, 1, dilation)
    np.testing.assert_allclose(fast, slow, atol=1e-12)


def test_pooling_is_its_definition():
    x = draw(2, 3, 7, 6)
    np.testing.assert_array_equal(F.max_pool2d(x, 3, 2).numpy(), max_pool2d_simple(x.numpy(), 3, 2))


def test_equal_maxima_send_the_gradient_to_the_first():
    x = torch.zeros(1, 1, 2, 2, requires_grad=True)
    F.max_pool2d(x, 2).sum().backward()
    assert x.grad.flatten().tolist() == [1.0, 0.0, 0.0, 0.0]


def test_pieces_and_threads_give_the_simple_results(threads):
    x = draw(300, 256)
    np.testing.assert_allclose(
        F.gelu(x, approximate="tanh").numpy(), gelu_tanh_simple(x.numpy()), atol=1e-6
    )
    w, b = draw(256, seed=1), draw(256, seed=2)
    np.testing.assert_allclose(
        F.layer_norm(x, (256,), w, b).numpy(), layer_norm_simple(x, w, b).numpy(), atol=1e-5
    )
    q, k, v = (draw(3, 2, 130, 8, seed=i) for i in range(3))
    mask = torch.from_numpy(causal_mask(130, 130, np.dtype(np.float32)))
    np.testing.assert_allclose(
        F.scaled_dot_product_attention(q, k, v, is_causal=True).numpy(),
        attention_simple(q, k, v, mask, 1 / math.sqrt(8)).numpy(),
        atol=1e-6,
    )


def test_gradients_do_not_depend_on_threads():
    def gradients():
        torch.manual_seed(0)
        net = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(2048, 4),
        )
        net(draw(40, 3, 32, 32)).sum().backward()
        return [p.grad.numpy() for p in net.parameters()]

    before = parallel.get_num_threads()
    torch.set_num_threads(1)
    alone = gradients()
    torch.set_num_threads(3)
    together = gradients()
    torch.set_num_threads(before)
    for a, b in zip(alone, together, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-3)


def test_pieces_cover_everything_once_and_errors_reach_the_caller(threads):
    seen = []
    lock = threading.Lock()

    def note(piece):
        with lock:
            seen.extend(range(piece.start, piece.stop))
        return piece.start

    starts = parallel.run(note, 10, 3)
    assert starts == sorted(starts)
    assert sorted(seen) == list(range(10))
    with pytest.raises(ZeroDivisionError):
        parallel.run(lambda piece: 1 // (piece.stop - 12), 12, 3)
    assert len(parallel.run(note, 4, 3)) >= 2


@given(st.integers(0, 5000), st.integers(1, 600), st.integers(1, 5))
def test_pieces_are_even_and_no_longer_than_asked(n, step, count):
    before = parallel.get_num_threads()
    torch.set_num_threads(count)
    try:
        cut = parallel.pieces(n, step)
    finally:
        torch.set_num_threads(before)
    sizes = [part.stop - part.start for part in cut]
    assert [part.start for part in cut] == [sum(sizes[:i]) for i in range(len(cut))]
    assert sum(sizes) == n
    assert max(sizes) <= step
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    "shapes", [((700, 300), (300, 64)), ((64, 300), (300, 700)), ((300, 300), (300, 300))]
)
def test_a_large_product_is_shared_and_the_same(threads, shapes):
    a, b = (draw(*shape, seed=i).numpy() for i, shape in enumerate(shapes))
    np.testing.assert_allclose(matmul.product(a, b), a @ b, rtol=1e-4, atol=1e-3)
    both = matmul.products((a, b), (b.T, a.T))
    np.testing.assert_allclose(both[0], a @ b, rtol=1e-4, atol=1e-3)
    np.testing.assert_allclose(both[1], (a @ b).T, rtol=1e-4, atol=1e-3)
    filled = np.empty((len(a), b.shape[1]), np.float32)
    assert matmul.product(a, b, out=filled) is filled
    assert matmul.products() == []


def test_an_error_in_every_thread_leaves_the_threads_usable(threads):
    def fail(part):
        raise ValueError(part)

    with pytest.raises(ValueError, match="slice"):
        parallel.run(fail, 8, 2)
    assert parallel.run(lambda part: part.stop - part.start, 8, 8) == [8]
    assert sum(parallel.run(lambda part: part.stop - part.start, 8, 2)) == 8


def test_two_user_threads_may_compute_at_once(threads):
    x, errors = draw(400, 400), []

    def work():
        try:
            for _ in range(5):
                F.gelu(x, approximate="tanh")
        except BaseException as error:
            errors.append(error)

    others = [threading.Thread(target=work) for _ in range(3)]
    for t in others:
        t.start()
    for t in others:
        t.join()
    assert errors == []


def test_mixed_memory_layouts_are_computed_whole():
    x = draw(300, 256)
    g = torch.from_numpy(np.asfortranarray(draw(300, 256, seed=1).numpy()))
    x.requires_grad_()
    F.relu(x).backward(g)
    np.testing.assert_array_equal(x.grad.numpy(), g.numpy() * (x.detach().numpy() > 0))


def test_the_browsers_product_agrees(monkeypatch):
    def loss_and_gradient():
        torch.manual_seed(0)
        model = GPT(GPTConfig(vocab_size=20, block_size=32, n_embd=32, n_head=2))
        tokens = torch.from_numpy(np.arange(64).reshape(2, 32) % 20)
        loss = F.cross_entropy(model(tokens).reshape(-1, 20), tokens.reshape(-1))
        loss.backward()
        x = F.conv2d(draw(20, 16, 6, 6), draw(16, 16, 3, 3, seed=1)).numpy()
        return loss.item(), model.wte.weight.grad.numpy(), x

    native = loss_and_gradient()
    monkeypatch.setattr(matmul, "IN_BROWSER", True)
    browser = loss_and_gradient()
    np.testing.assert_allclose(native[0], browser[0], rtol=1e-6)
    np.testing.assert_allclose(native[1], browser[1], rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(native[2], browser[2], rtol=1e-4, atol=1e-4)


def test_large_scores_and_rows_without_keys():
    q = torch.full((1, 1, 2, 4), 1000.0)
    v = draw(1, 1, 2, 4)
    out = F.scaled_dot_product_attention(q, q, v, is_causal=True)
    np.testing.assert_allclose(out[0, 0, 0].numpy(), v[0, 0, 0].numpy(), rtol=1e-6)
    nothing = torch.from_numpy(np.array([[False, False], [True, True]]))
    out = F.scaled_dot_product_attention(v, v, v, attn_mask=nothing)
    assert (out[0, 0, 0] == 0).all()
    assert torch.isfinite(out[0, 0, 1]).all()


def test_the_cache_gives_the_logits_of_the_whole_sequence():
    for config in (GPTConfig(n_embd=32), GPTConfig(n_embd=32, rotary=True, n_kv_head=2)):
        torch.manual_seed(1)
        model = GPT(config).eval()
        tokens = torch.randint(0, 96, (2, 12))
        with torch.no_grad():
            whole = model(tokens).numpy()
            cache = model.make_cache(2)
            parts = [model(tokens[:, :5], cache), model(tokens[:, 5:9], cache)]
            parts += [model(tokens[:, i : i + 1], cache) for i in range(9, 12)]
            np.testing.assert_allclose(torch.cat(parts, 1).numpy(), whole, atol=1e-5)
            cache.rewind(5)
            again = model(tokens[:, 5:9], cache)
        np.testing.assert_allclose(again.numpy(), whole[:, 5:9], atol=1e-5)


def test_keeping_freed_memory_can_be_switched():
    assert memory.keep_freed_memory(False) == memory.keep_freed_memory(True)
