import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytorch import safetensors, serialization
from tinytorch.autograd.engine import Variable
from tinytorch.safetensors import SafetensorsError

arrays = hnp.arrays(
    st.sampled_from(["f4", "f8", "i8", "?"]), hnp.array_shapes(min_dims=0, max_dims=2)
)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | arrays
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
states = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(text | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)


def assert_same(left, right):
    assert type(left) is type(right)
    if isinstance(left, dict):
        assert list(left) == list(right)
        for key in left:
            assert_same(left[key], right[key])
    elif isinstance(left, list | tuple):
        assert len(left) == len(right)
        for one, other in zip(left, right, strict=True):
            assert_same(one, other)
    elif isinstance(left, np.ndarray):
        assert left.dtype == right.dtype
        assert left.shape == right.shape
        assert left.tobytes() == right.tobytes()
    else:
        assert left == right or (left != left and right != right)


@given(states)
def test_any_nest_of_dicts_lists_numbers_and_arrays_comes_back_the_same(tmp_path_factory, state):
    path = tmp_path_factory.getbasetemp() / "state.safetensors"
    serialization.save(state, path)
    assert_same(state, serialization.load(path))


def test_floats_and_huge_integers_keep_every_bit(tmp_path):
    state = {"lr": 0.1 + 0.2, "inf": -np.inf.__float__(), "pcg": 2**127 + 1}
    serialization.save(state, tmp_path / "s")
    assert serialization.load(tmp_path / "s") == state


def test_equal_paths_do_not_overwrite_each_other(tmp_path):
    state = {"a.b": np.zeros(1), "a": {"b": np.ones(1)}, "__metadata__": np.full(1, 2.0)}
    serialization.save(state, tmp_path / "s")
    assert_same(state, serialization.load(tmp_path / "s"))


def test_a_shared_array_is_stored_once_and_shared_again(tmp_path):
    weight = np.zeros((64, 64))
    serialization.save({"embed": weight, "head": weight}, tmp_path / "s")
    assert (tmp_path / "s").stat().st_size < 1.2 * weight.nbytes
    back = serialization.load(tmp_path / "s")
    assert back["embed"] is back["head"]


def test_tensors_come_back_as_tensors_and_arrays_as_arrays(tmp_path):
    tensor = Variable()
    tensor.array = np.arange(3.0)
    serialization.save({"t": tensor, "a": np.arange(3)}, tmp_path / "s")
    back = serialization.load(tmp_path / "s")
    assert isinstance(back["t"], Variable.result)
    assert back["t"].array.tolist() == [0.0, 1.0, 2.0]
    assert isinstance(back["a"], np.ndarray)


def test_a_foreign_safetensors_file_becomes_a_dict_of_tensors(tmp_path):
    safetensors.save_file({"w": np.ones(2)}, tmp_path / "w")
    assert serialization.load(tmp_path / "w")["w"].array.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("leaf", [object(), {1, 2}, print, 1j])
def test_what_cannot_be_saved_is_named_by_its_path(tmp_path, leaf):
    with pytest.raises(TypeError, match=r"model\.1"):
        serialization.save({"model": [0, leaf]}, tmp_path / "s")
    assert not list(tmp_path.iterdir())


def test_keys_of_other_types_are_refused(tmp_path):
    with pytest.raises(TypeError, match="keys are str or int"):
        serialization.save({True: 1}, tmp_path / "s")


@pytest.mark.parametrize(
    "tree", ["[", '{"odd": 1}', '{"tensor": "gone"}', '{"a": 1, "b": 2}', '{"dict": [1]}']
)
def test_a_damaged_tree_is_an_error_of_the_file(tmp_path, tree):
    safetensors.save_file({}, tmp_path / "s", {"tree": tree})
    with pytest.raises(SafetensorsError, match="tree is damaged"):
        serialization.load(tmp_path / "s")
