import json

import numpy as np
import pytest

import tinytorch as torch
import tinytorch.nn.functional as F
from tinytorch.autograd import engine
from tinytorch.models.gpt import GPT, GPTConfig
from tinytorch.profiler import cost, profile, record_function
from tinytorch.profiler.report import totals


def step(n=64, k=32, m=16):
    x = torch.randn(n, k)
    w = torch.randn(m, k, requires_grad=True)
    b = torch.zeros(m, requires_grad=True)
    loss = F.relu(F.linear(x, w, b)).sum()
    loss.backward()


def find(prof, name):
    (event,) = [event for event in prof.events if event.name == name]
    return event


def test_forward_and_backward_are_recorded_in_order():
    with profile() as prof:
        step()
    names = [event.name for event in prof.events]
    assert names.index("linear") < names.index("relu") < names.index("relu.backward")
    assert names.index("relu.backward") < names.index("linear.backward")
    assert find(prof, "linear").shapes == ((64, 32), (16, 32), (16,))
    assert all(event.duration >= event.self_time >= 0 for event in prof.events)
    assert prof.seconds == pytest.approx(sum(event.self_time for event in prof.events))


def test_flops_and_bytes_of_a_linear_layer_are_exact():
    with profile() as prof:
        step(64, 32, 16)
    forward, backward = find(prof, "linear"), find(prof, "linear.backward")
    assert forward.flops == 2 * 64 * 32 * 16 + 64 * 16
    assert forward.bytes == 4 * (64 * 32 + 16 * 32 + 16 + 64 * 16)
    # x wants no gradient: dw is one product and db one sum.
    assert backward.flops >= 2 * 64 * 32 * 16
    assert backward.bytes == forward.bytes + 4 * (16 * 32 + 16)


def test_peak_memory_sees_the_arrays():
    x = torch.ones(1000, 1000)
    with profile(memory=True) as prof:
        y = x + 1.0
        z = y * y
        del y, z
    first, second = prof.events
    assert first.peak == pytest.approx(4e6, rel=0.01)
    assert second.peak == pytest.approx(8e6, rel=0.01)
    assert prof.peak == pytest.approx(8e6, rel=0.01)


def test_without_a_profile_nothing_is_observed_and_errors_leave_none_behind():
    with pytest.raises(ZeroDivisionError), profile():
        raise ZeroDivisionError
    assert engine._observer is None
    with record_function("no profile is running"):
        pass


def test_an_operation_that_fails_is_not_an_event():
    with profile() as prof, pytest.raises(torch.ShapeError):
        torch.ones(2, 3) @ torch.ones(2, 3)
    assert not prof.events
    assert prof._open == []


def test_profiles_do_not_nest():
    with profile(), pytest.raises(RuntimeError, match="do not nest"), profile():
        pass


def test_the_results_are_those_without_a_profile():
    x = torch.randn(8, 8, requires_grad=True)
    (x @ x).exp().sum().backward()
    plain, x.grad = x.grad, None
    with profile(memory=True):
        (x @ x).exp().sum().backward()
    np.testing.assert_array_equal(plain.numpy(), x.grad.numpy())


def test_table_has_a_line_for_each_operation_and_a_sum():
    with profile() as prof:
        step()
        step()
    lines = prof.table(sort_by="flops").splitlines()
    assert lines[1].split()[:2] in (["linear", "2"], ["linear.backward", "2"])
    assert lines[-1].startswith("all ")
    assert len(lines) == 2 + len(totals(prof.events))
    assert len(prof.table(rows=1).splitlines()) == 3
    with pytest.raises(ValueError, match="calls"):
        prof.table(sort_by="beauty")


def test_an_empty_profile_has_a_table_too():
    with profile() as prof:
        pass
    assert "operation" in prof.table()


def test_chrome_trace_is_valid_and_nests_by_time(tmp_path):
    with profile(memory=True) as prof, record_function("step"):
        step()
    prof.export_chrome_trace(tmp_path / "trace.json")
    events = json.loads((tmp_path / "trace.json").read_text())["traceEvents"]
    spans = [event for event in events if event["ph"] == "X"]
    (outer,) = [event for event in spans if event["cat"] == "range"]
    for event in spans:
        assert outer["ts"] <= event["ts"]
        assert event["ts"] + event["dur"] <= outer["ts"] + outer["dur"]
    assert {event["ph"] for event in events} == {"M", "X", "C"}


def test_costs_follow_their_formulas():
    a, b = np.zeros((5, 2, 3)), np.zeros((5, 3, 4))
    assert cost.forward_flops("matmul", [a, b], a @ b) == 2 * 5 * 2 * 3 * 4
    assert cost.backward_flops("matmul", [a, b], a @ b, 2) == 2 * cost.forward_flops(
        "matmul", [a, b], a @ b
    )
    w, out = np.zeros((8, 3, 5, 5)), np.zeros((2, 8, 10, 10))
    assert cost.forward_flops("conv2d", [np.zeros((2, 3, 14, 14)), w, None], out) == (
        2 * 2 * 8 * 100 * 75
    )
    q = np.zeros((2, 4, 7, 16))
    assert cost.forward_flops("attention", [q, q, q], q) == 4 * (2 * 4) * 7 * 7 * 16
    assert cost.forward_flops("einsum", ["ij,jk->ik", a[0], b[0]], a[0] @ b[0]) == 2 * 2 * 3 * 4
    assert cost.forward_flops("reshape", [a], a) == 0
    assert cost.forward_flops("sum", [a], np.zeros(())) == a.size


def test_every_product_of_a_model_is_counted():
    torch.manual_seed(0)
    model = GPT(GPTConfig(vocab_size=11, block_size=8, n_layer=2, n_head=2, n_embd=16))
    idx = torch.zeros(3, 8, dtype=torch.int64)
    with profile() as prof:
        model(idx).sum().backward()
    tokens, width, layers = 3 * 8, 16, 2
    weights = layers * 12 * width * width + 11 * width  # of the products, without biases
    attention = layers * 4 * tokens * 8 * width
    names = {event.name for event in prof.events if event.kind == "forward"}
    products = [e for e in prof.events if e.kind == "forward" and e.name in cost.PRODUCTS]
    biases = layers * (3 + 1 + 4 + 1) * width * tokens
    assert sum(e.flops for e in products) == 2 * tokens * weights + attention + biases
    assert "packed_attention" in names
