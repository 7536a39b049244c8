"""tinytorch computes what ONNX's node cases say, an oracle that knows neither PyTorch nor us."""

from __future__ import annotations

import numpy as np
import onnx
import pytest

import tinytorch as torch
from tests.tinytorch.onnx_cases import OPS, load
from tinytorch import Tensor

RUN, LEFT_OUT = load()
TOTALS = {"1.23.2": (801, 243)}  # by ONNX's version: cases that run, cases left out
# By dtype: relative and absolute. ONNX's own values were rounded to the dtype too.
TOLERANCE = {"e": (2e-3, 1e-3), "f": (1e-5, 1e-6), "d": (1e-7, 1e-9)}

# ONNX wrote down what this one gives with four digits.
FOUR_DIGITS = {"averagepool_2d_ceil_last_window_starts_on_pad"}


def computed(case):
    inputs = [x if x is None else torch.tensor(np.asarray(x)) for x in case.inputs]
    attributes = {**case.attributes, **({"outputs": case.count} if case.op == "Split" else {})}
    out = OPS[case.op](*inputs, **attributes)
    return (out,) if isinstance(out, Tensor) else tuple(out)


@pytest.mark.parametrize("case", RUN, ids=lambda c: c.name)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_node(case):
    found = computed(case)
    for place, expected in case.outputs.items():
        expected, out = np.asarray(expected), found[place].detach().numpy()
        assert out.dtype == expected.dtype
        assert out.shape == expected.shape
        rtol, atol = TOLERANCE.get(expected.dtype.char, (0, 0))
        atol = 1e-4 if case.name in FOUR_DIGITS else atol
        np.testing.assert_allclose(out, expected, rtol, atol)


def test_nothing_is_left_out_silently():
    assert {case.op for case in RUN} == set(OPS), "an operator of the table has no case"
    assert {case.name for case in RUN} >= FOUR_DIGITS
    unused = [pattern for pattern, names in LEFT_OUT.items() if not names]
    assert not unused, "these patterns leave nothing out any more: remove them"
    left_out = sum(map(len, LEFT_OUT.values()))
    assert (len(RUN), left_out) == TOTALS[onnx.__version__]
