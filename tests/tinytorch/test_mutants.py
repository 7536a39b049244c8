"""The gradient cases notice every derivative that is made wrong."""

from __future__ import annotations

import pytest

from tests.tinytorch.mutate_vjps import survivors


@pytest.mark.slow
def test_no_broken_derivative_survives():
    alive, count = survivors()
    assert count > 70
    assert alive == []
