"""Named arrays become one ``.safetensors`` file, and a file that may come from anyone becomes arrays.

The format is three things in a row: the length N of the header (8 bytes, little-endian), the header
(N bytes of JSON: for each name its dtype, shape and two byte offsets), and the data. Nothing in it
is ever executed, which is why weights travel in it and not in pickles. The price is that the reader
must believe nothing: every offset, size and name is checked here before an array is made.

Source of the format: https://github.com/huggingface/safetensors, section "Format".
"""

import json
import math
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_STRINGS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BRACKETS = re.compile(r"[][{}]")
_DEEPEST = 16  # a sound header has 3: names, entries, shapes

# Little-endian on every machine, as the format demands. BF16 has no NumPy dtype: see _bfloat16.
DTYPES: dict[str, np.dtype[Any]] = {
    "BOOL": np.dtype("?"),
    "U8": np.dtype("u1"),
    "I8": np.dtype("i1"),
    "U16": np.dtype("<u2"),
    "I16": np.dtype("<i2"),
    "U32": np.dtype("<u4"),
    "I32": np.dtype("<i4"),
    "U64": np.dtype("<u8"),
    "I64": np.dtype("<i8"),
    "F16": np.dtype("<f2"),
    "F32": np.dtype("<f4"),
    "F64": np.dtype("<f8"),
    "BF16": np.dtype("<u2"),
}
NAMES = {dtype: name for name, dtype in DTYPES.items() if name != "BF16"}
HEADER_LIMIT = 100_000_000  # the reference implementation's, against headers meant to fill memory
LENGTH = 8  # bytes of the header's length


class SafetensorsError(ValueError):
    """The bytes are no valid safetensors file, or the arrays cannot be stored in one."""


def save(tensors: Mapping[str, Array], metadata: Mapping[str, str] | None = None) -> bytes:
    """Return the file's content for arrays by name and an optional map of strings to strings.

    Arrays may be of any layout and are written in C order. The widest dtypes come first, so that
    every array starts at a multiple of its item size and can be mapped without a copy.

    Raises:
        SafetensorsError: a dtype that the format lacks (objects, strings, complex numbers), the
            reserved name ``__metadata__``, or metadata that are not strings.
    """
    header: dict[str, Any] = {}
    if metadata:
        if not all(isinstance(item, str) for pair in metadata.items() for item in pair):
            raise SafetensorsError("metadata must map strings to strings; encode the rest as JSON")
        header["__metadata__"] = dict(metadata)
    chunks = []
    offset = 0
    for name in sorted(tensors, key=lambda key: (-tensors[key].dtype.itemsize, key)):
        if name == "__metadata__":
            raise SafetensorsError("'__metadata__' is reserved by the format; rename this tensor")
        array = tensors[name]
        dtype = NAMES.get(array.dtype.newbyteorder("<"))
        if dtype is None:
            known = ", ".join(sorted(str(known) for known in NAMES))
            raise SafetensorsError(f"{name!r} has dtype {array.dtype}; the format knows {known}")
        content = array.astype(DTYPES[dtype], order="C", copy=False).tobytes()
        span = [offset, offset + len(content)]
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": span}
        chunks.append(content)
        offset = span[1]
    head = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    head += b" " * (-len(head) % 8)  # the data then start at a multiple of 8, for mapping
    return b"".join([len(head).to_bytes(LENGTH, "little"), head, *chunks])


def load(content: bytes) -> dict[str, Array]:
    """Return the arrays in a file's content; they own their memory and are writable.

    BF16 arrays come back as float32, which holds each of their values exactly.

    Raises:
        SafetensorsError: any departure from the format, with what and where.
    """
    header, start = _read_header(content)
    header.pop("__metadata__", None)
    payload = memoryview(content)[start:]
    arrays = {}
    end = 0
    for name, entry in sorted(header.items(), key=lambda item: _span(*item)):
        dtype, shape, (begin, stop) = _entry(name, entry)
        if begin != end:
            raise SafetensorsError(
                f"{name!r} starts at byte {begin}, expected {end}: gap or overlap"
            )
        size = math.prod(shape) * DTYPES[dtype].itemsize
        if stop - begin != size:
            raise SafetensorsError(
                f"{name!r}: shape {shape} of {dtype} takes {size} bytes, its offsets {stop - begin}"
            )
        if stop > len(payload):
            raise SafetensorsError(
                f"{name!r} ends at byte {stop} of {len(payload)}: file cut short"
            )
        flat = np.frombuffer(payload[begin:stop], dtype=DTYPES[dtype])
        arrays[name] = (_bfloat16(flat) if dtype == "BF16" else flat.copy()).reshape(shape)
        end = stop
    if end != len(payload):
        raise SafetensorsError(f"{len(payload) - end} bytes after the last tensor")
    return arrays


def load_metadata(content: bytes) -> dict[str, str]:
    """Return the strings stored under ``__metadata__``, or an empty dict."""
    metadata = _read_header(content)[0].get("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise SafetensorsError("__metadata__ must map strings to strings")
    return metadata


def save_file(
    tensors: Mapping[str, Array],
    path: str | os.PathLike[str],
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write ``save(tensors, metadata)`` to ``path``; an existing file is overwritten."""
    Path(path).write_bytes(save(tensors, metadata))


def load_file(path: str | os.PathLike[str]) -> dict[str, Array]:
    """Return ``load`` of the file at ``path``."""
    return load(Path(path).read_bytes())


def _read_header(content: bytes) -> tuple[dict[str, Any], int]:
    """Return the parsed header and the byte at which the data start."""
    if len(content) < LENGTH:
        raise SafetensorsError(f"{len(content)} bytes are too few for a safetensors file")
    length = int.from_bytes(content[:LENGTH], "little")
    if length > HEADER_LIMIT or length > len(content) - LENGTH:
        raise SafetensorsError(f"header of {length} bytes in a file of {len(content)}")
    raw = content[LENGTH : LENGTH + length]
    if not raw.startswith(b"{"):
        raise SafetensorsError("the header does not start with '{'")
    try:
        text = raw.decode("utf-8")
        _check_nesting(text)
        header = json.loads(text, object_pairs_hook=_no_duplicates)
    except SafetensorsError:
        raise
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, endless digits, too deep
        raise SafetensorsError(f"the header is not JSON: {error}") from error
    return header, LENGTH + length


def _check_nesting(text: str) -> None:
    """Refuse depth before the parser meets it: in the browser its recursion ends Python, not the parse."""
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > _DEEPEST:
            raise SafetensorsError("the header is not JSON of this format: nested too deep")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse what Python's parser accepts: the same key twice, of which the last would win."""
    entries = dict(pairs)
    if len(entries) != len(pairs):
        raise SafetensorsError("the header names something twice")
    return entries


def _span(name: str, entry: Any) -> tuple[int, int]:
    """Return an entry's two offsets, the order in which the data lie."""
    return _entry(name, entry)[2]


def _entry(name: str, entry: Any) -> tuple[str, tuple[int, ...], tuple[int, int]]:
    """Return dtype, shape and offsets of one header entry, each checked."""
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise SafetensorsError(f"{name!r} needs exactly dtype, shape and data_offsets: {entry!r}")
    dtype, shape, span = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(dtype, str) or dtype not in DTYPES:
        raise SafetensorsError(f"{name!r} has the unknown dtype {dtype!r}")
    if not _sizes(shape) or not _sizes(span) or len(span) != 2 or span[0] > span[1]:
        raise SafetensorsError(f"{name!r} has a bad shape or offsets: {shape!r}, {span!r}")
    return dtype, tuple(shape), (span[0], span[1])


def _sizes(value: Any) -> bool:
    """Tell whether ``value`` is a list of sizes; ``True`` is an int to Python but no size."""
    return isinstance(value, list) and all(type(item) is int and item >= 0 for item in value)


def _bfloat16(bits: Array) -> Array:
    """Widen bfloat16 bit patterns to float32: the same sign and exponent, sixteen more zero bits."""
    return (bits.astype(np.uint32) << 16).view(np.float32)
