"""The browser's matrix product over shapes and strides; in Chromium these tests meet the kernel itself."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytorch import wasm
from tinytorch.ops import matmul

IN_PAGE = sys.platform == "emscripten"


@pytest.fixture(autouse=True, scope="module")
def as_in_the_browser():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matmul, "IN_BROWSER", True)
        yield


def draw(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


LAYOUTS = {
    "rows": lambda x: x,
    "columns": lambda x: np.ascontiguousarray(x.swapaxes(-1, -2)).swapaxes(-1, -2),
    "backward": lambda x: np.ascontiguousarray(x[..., ::-1, :])[..., ::-1, :],
    "spread": lambda x: np.repeat(x, 2, axis=-1)[..., ::2],
}
layouts = st.sampled_from(sorted(LAYOUTS))
# Around the sizes of strips (4, 8) and of blocks (256), all above the size where the kernel begins.
sizes = st.tuples(
    st.integers(62, 70), st.sampled_from([64, 255, 256, 257, 520]), st.integers(62, 70)
)
batches = st.sampled_from([((), ()), ((3,), (3,)), ((2, 3), (2, 3)), ((2, 1), (3,)), ((), (2,))])


@settings(max_examples=30)
@given(sizes, layouts, layouts, batches)
def test_the_product_is_that_of_float64(nkm, left, right, batch):
    n, k, m = nkm
    a, b = draw(0, *batch[0], n, k), draw(1, *batch[1], k, m)
    a, b = LAYOUTS[left](a), LAYOUTS[right](b)
    assert wasm.worthwhile(a, b) == IN_PAGE
    found = matmul.product(a, b)
    assert found.dtype == np.float32
    expected = np.matmul(a.astype(np.float64), b.astype(np.float64))
    np.testing.assert_allclose(found, expected, atol=2e-6 * k)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_it_writes_into_what_is_given_and_nowhere_else(layout):
    a, b = draw(0, 65, 66), draw(1, 66, 67)
    room = LAYOUTS[layout](np.full((67, 69), 7, np.float32))
    out = room[1:66, 1:68]
    assert matmul.product(a, b, out) is out
    np.testing.assert_allclose(out, a @ b, atol=1e-4)
    assert (room == 7).sum() == 67 * 69 - 65 * 67


@pytest.mark.parametrize("shapes", [((64, 65), (64, 66)), ((2, 64, 64), (3, 64, 64))])
def test_shapes_that_do_not_fit_are_refused(shapes):
    with pytest.raises(ValueError, match=r"."):
        matmul.product(draw(0, *shapes[0]), draw(1, *shapes[1]))


def test_what_the_kernel_cannot_do_goes_another_way():
    small, large = draw(0, 20, 20), draw(1, 2, 2, 2, 64, 64)
    wide = draw(2, 64, 64).astype(np.float64)
    for x in (small, large, wide):
        assert not wasm.worthwhile(x, x)
        np.testing.assert_allclose(matmul.product(x, x), x @ x, atol=1e-4)
