"""Layers, optimizers and schedules give PyTorch's recorded numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import tinytorch as torch
from tests.tinytorch.module_cases import (
    MODULES,
    OPTIMIZERS,
    SCHEDULES,
    run_module,
    run_optimizer,
    run_schedule,
)

RECORDED = np.load(Path(__file__).parent / "fixtures" / "pytorch.npz")


def compare(prefix, found):
    recorded = {k.removeprefix(prefix): RECORDED[k] for k in RECORDED.files if k.startswith(prefix)}
    assert found.keys() == recorded.keys()
    for key, value in found.items():
        np.testing.assert_allclose(value, recorded[key], rtol=2e-5, atol=1e-6, err_msg=key)


@pytest.mark.parametrize("name", MODULES)
def test_module(name):
    compare(f"module/{name}/", run_module(torch, name))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizer(name):
    compare(f"optimizer/{name}/", run_optimizer(torch, name))


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedule(name):
    compare(f"schedule/{name}/", run_schedule(torch, name))
