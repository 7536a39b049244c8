import base64
import json

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytorch import safetensors
from tinytorch.safetensors import SafetensorsError

DTYPES = ["?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]
arrays = st.sampled_from(DTYPES).flatmap(
    lambda dtype: hnp.arrays(
        dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
    )
)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=0, max_size=8).filter(
    lambda name: name != "__metadata__"
)
trees = st.dictionaries(names, arrays, max_size=4)


def build(header, payload=b""):
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + payload


def entry(dtype="F32", shape=(2,), offsets=(0, 8)):
    return {"dtype": dtype, "shape": list(shape), "data_offsets": list(offsets)}


def assert_same(left, right):
    assert left.keys() == right.keys()
    for name, array in left.items():
        assert array.dtype == right[name].dtype
        assert array.shape == right[name].shape
        assert array.tobytes() == right[name].tobytes()


@given(trees)
def test_what_is_saved_is_loaded_bit_for_bit(tensors):
    assert_same(tensors, safetensors.load(safetensors.save(tensors)))


@given(hnp.arrays("f4", (3, 4)))
def test_layout_in_memory_does_not_matter(array):
    for view in (array.T, array[::2, ::-1], array.astype(">f4")):
        back = safetensors.load(safetensors.save({"x": view}))["x"]
        np.testing.assert_array_equal(back, view)


@given(trees)
def test_every_array_starts_at_a_multiple_of_its_item_size(tensors):
    content = safetensors.save(tensors)
    length = int.from_bytes(content[:8], "little")
    for name, item in json.loads(content[8 : 8 + length]).items():
        assert (8 + length + item["data_offsets"][0]) % tensors[name].dtype.itemsize == 0


@given(trees, st.data())
@settings(max_examples=200)
def test_damaged_bytes_give_an_error_of_ours_or_arrays(tensors, data):
    content = bytearray(safetensors.save(tensors))
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] = data.draw(st.integers(0, 255))
    try:
        loaded = safetensors.load(bytes(content))
    except SafetensorsError:
        return
    assert all(isinstance(array, np.ndarray) for array in loaded.values())


@given(trees.filter(lambda tensors: any(array.nbytes for array in tensors.values())), st.data())
def test_a_file_cut_short_anywhere_is_refused(tensors, data):
    content = safetensors.save(tensors)
    with pytest.raises(SafetensorsError):
        safetensors.load(content[: data.draw(st.integers(0, len(content) - 1))])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "too few"),
        (build({})[:7], "too few"),
        ((1 << 40).to_bytes(8, "little") + b"{}", "header of"),
        (build(b"[]"), "does not start"),
        (build(b" {}"), "does not start"),
        (build(b"{"), "not JSON"),
        (build(b'{"\xff":1}'), "not JSON"),
        (build(b'{"a":' + b"[" * 100_000), "not JSON"),
        (build(b'{"a":' + b"1" * 5000 + b"}"), "not JSON"),
        (build(b'{"a":1,"a":2}'), "twice"),
        (build({"x": 1}), "needs exactly"),
        (build({"x": entry() | {"more": 1}}, bytes(8)), "needs exactly"),
        (build({"x": entry(dtype="F8")}, bytes(8)), "unknown dtype"),
        (build({"x": entry(dtype=["F32"])}, bytes(8)), "unknown dtype"),
        (build({"x": entry(shape=(-2,))}, bytes(8)), "bad shape"),
        (build({"x": entry(shape=(2.0,))}, bytes(8)), "bad shape"),
        (build({"x": entry(shape=(True, 2))}, bytes(8)), "bad shape"),
        (build({"x": entry(offsets=(8, 0))}, bytes(8)), "bad shape"),
        (build({"x": entry(shape=(3,))}, bytes(8)), "takes 12 bytes"),
        (build({"x": entry(offsets=(4, 12))}, bytes(12)), "gap or overlap"),
        (build({"x": entry(), "y": entry(offsets=(4, 12))}, bytes(12)), "gap or overlap"),
        (build({"x": entry()}, bytes(4)), "cut short"),
        (build({"x": entry()}, bytes(9)), "after the last"),
        (build({"x": entry("F64", (2**61, 2**61), (0, 8))}, bytes(8)), "takes"),
    ],
)
def test_each_departure_from_the_format_is_named(content, complaint):
    with pytest.raises(SafetensorsError, match=complaint):
        safetensors.load(content)


@pytest.mark.parametrize("array", [np.array(["text"]), np.array([1j]), np.array([None])])
def test_dtypes_that_the_format_lacks_are_refused(array):
    with pytest.raises(SafetensorsError, match="the format knows"):
        safetensors.save({"x": array})


def test_the_reserved_name_is_refused():
    with pytest.raises(SafetensorsError, match="reserved"):
        safetensors.save({"__metadata__": np.zeros(1)})


def test_metadata_are_strings_only(tmp_path):
    with pytest.raises(SafetensorsError, match="strings to strings"):
        safetensors.save({}, {"step": 3})
    with pytest.raises(SafetensorsError, match="strings to strings"):
        safetensors.load_metadata(build({"__metadata__": {"step": 3}}))
    safetensors.save_file({"x": np.arange(3)}, tmp_path / "w.safetensors", {"step": "3"})
    content = (tmp_path / "w.safetensors").read_bytes()
    assert safetensors.load_metadata(content) == {"step": "3"}
    assert safetensors.load_file(tmp_path / "w.safetensors")["x"].tolist() == [0, 1, 2]


def test_bfloat16_comes_back_as_the_same_values_in_float32():
    bits = np.array([0x3F80, 0xC040, 0x7F80], dtype="<u2")
    content = build({"x": entry("BF16", (3,), (0, 6))}, bits.tobytes())
    assert safetensors.load(content)["x"].tolist() == [1.0, -3.0, np.inf]


# Written by safetensors 0.8.0: save({"w": float32 [[0,1,2],[3,4,5]], "flag": [True, False],
# "n": int64 -7}, {"by": "reference"}).
RECORDED = base64.b64decode(
    "0AAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJieSI6InJlZmVyZW5jZSJ9LCJuIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUi"
    "OltdLCJkYXRhX29mZnNldHMiOlswLDhdfSwidyI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwzXSwiZGF0YV9vZmZz"
    "ZXRzIjpbOCwzMl19LCJmbGFnIjp7ImR0eXBlIjoiQk9PTCIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzMyLDM0"
    "XX19ICAgICAg+f////////8AAAAAAACAPwAAAEAAAEBAAACAQAAAoEABAA=="
)


def test_a_file_recorded_from_the_reference_loads_and_is_rewritten_byte_for_byte():
    tensors = safetensors.load(RECORDED)
    assert tensors["w"].tolist() == [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]
    assert tensors["flag"].tolist() == [True, False]
    assert tensors["n"] == -7
    assert safetensors.save(tensors, safetensors.load_metadata(RECORDED)) == RECORDED


@pytest.fixture(scope="module")
def theirs():
    """Return the package ``safetensors``; it is no dependency, so this is a listed skip without."""
    return pytest.importorskip("safetensors.numpy")


@given(tensors=trees)
def test_the_reference_reads_what_we_write(theirs, tensors):
    assert_same(tensors, theirs.load(safetensors.save(tensors, {"by": "tinytorch"})))


@given(tensors=trees)
def test_we_read_what_the_reference_writes(theirs, tensors):
    assert_same(tensors, safetensors.load(theirs.save(tensors, {"by": "reference"})))
