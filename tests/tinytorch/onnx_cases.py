"""ONNX's node cases as arrays: generated in memory, sorted into those that tinytorch runs and the rest.

`ONNX differs` below marks a disagreement with PyTorch that ONNX means; tinytorch follows PyTorch.
"""

from __future__ import annotations

import importlib
import pkgutil
import warnings
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import numpy as np
import onnx
import onnx.backend.test.case.node as node_cases
import onnx.reference.ops.op_pool_common as pooling
import pytest
from onnx.backend.test.case import base

from tests.tinytorch.onnx_adapter import ELEMENTWISE, REDUCTIONS, SHAPES
from tests.tinytorch.onnx_attention import attention
from tests.tinytorch.onnx_gradients import GRADIENTS
from tests.tinytorch.onnx_layers import LAYERS

OPS = {**ELEMENTWISE, **REDUCTIONS, **SHAPES, **LAYERS, **GRADIENTS, "Attention": attention}

# uint16 is there as a code of quantized tensors only.
DTYPES = {np.dtype(t) for t in "efdbhilqB?"}
CODES = {"QuantizeLinear", "DequantizeLinear"}

# Names of cases (with * for any letters) that are not run, and why.
EXCLUDED: dict[str, str] = {
    "attention_*softcap*": "PyTorch's attention has no soft cap on its scores, ours neither",
    "attention_local_window_gqa_rank4_mask": "has a soft cap, too",
    "averagepool_3d_*": "pooling is one- or two-dimensional",
    "averagepool_2d_dilations": "windows without gaps, as in PyTorch's average pooling",
    "dequantizelinear_blocked": "one scale a tensor or a channel, none a block",
    "convtranspose_3d": "convolution is one- or two-dimensional",
    "div_*int*": "ONNX differs: integers divide to integers, in PyTorch to floats",
    "einsum_batch_diagonal": "no repeated letters; the error says so",
    "gathernd_example_int32_batch_dim1": "indexing has no batch dimensions",
    "gru_seq_length": "ONNX differs: it resets the state before the product, PyTorch after it",
    "lstm_with_peepholes": "PyTorch's LSTM has no peepholes, ours neither",
    "maxpool_3d_*": "pooling is one- or two-dimensional",
    "maxpool_2d_dilations": "windows without gaps",
    "maxpool_with_argmax_*": "the places of the maxima are not returned",
    "mod_int64_fmod": "ONNX's fmod=1 is PyTorch's fmod; only remainder is here",
    "mod_mixed_sign_float*": "ONNX's fmod=1 is PyTorch's fmod; only remainder is here",
    "onehot_out_of_range_indices": "ONNX differs: zeros, where PyTorch raises",
    "[erw]*_pad": "padding is by a constant only; the error says so",
    "quantizelinear_blocked_*": "one scale a tensor or a channel, none a block",
    "quantizelinear_int16": "ONNX differs: signed codes reach -32768, ours are symmetric",
    "reduce_m??_empty_set*": "ONNX differs: PyTorch raises for the maximum of nothing",
    "rotary_embedding_*interleaved*": "halves are paired as in GPT-NeoX, not neighbors",
    "scatternd_m*": "no such reduction",
    "scatter_elements_with_reduction_m*": "no such reduction",
    "training_dropout*default*": "which numbers are dropped depends on the generator",
    "training_dropout": "which numbers are dropped depends on the generator",
    "training_dropout_mask": "which numbers are dropped depends on the generator",
}


class Case(NamedTuple):
    """A node with its inputs (None where left out), attributes and named outputs."""

    name: str
    op: str
    inputs: list[Any]
    attributes: dict[str, Any]
    outputs: dict[int, Any]
    count: int


def _generate() -> list[Any]:
    """Return ONNX's cases of the operators in the table, without their `_expanded` duplicates.

    This is what `onnx.backend.test.loader.load_model_tests(kind="node")` does, less what nobody
    reads here and what takes most of its 20 s: the other operators, quoting each case's source for
    the documentation, and three-dimensional pooling window by window. Its results become nan, which
    no test could mistake for right.
    """
    pool = pooling.pool

    def flat_pool(
        padded: Any, x_shape: Any, kernel: Any, strides: Any, out_shape: Any, *rest: Any, **kw: Any
    ):
        if len(out_shape) == 3:
            return np.full([x_shape[0], x_shape[1], *out_shape], np.nan, padded.dtype)
        return pool(padded, x_shape, kernel, strides, out_shape, *rest, **kw)

    wanted = {op.lower() for op in OPS}
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # division by zero and overflow are the point of some cases
        patch.setattr(base, "process_snippet", lambda *_: ("", ""))
        patch.setattr(pooling, "pool", flat_pool)
        for module in pkgutil.iter_modules(node_cases.__path__):
            if module.name.replace("_", "").removesuffix("op") in wanted:
                importlib.import_module(f"{node_cases.__name__}.{module.name}")
    cases = (c for c in node_cases._NodeTestCases if "_expanded" not in c.name)
    return [c for c in cases if c.model.graph.node[0].op_type in OPS]


def _attributes(node: Any, version: int) -> dict[str, Any]:
    """Return the node's attributes, ONNX's defaults included, bytes as text."""
    schema = onnx.defs.get_schema(node.op_type, version, node.domain)
    defaults = {k: a.default_value for k, a in schema.attributes.items() if a.default_value.type}
    given = {**defaults, **{a.name: a for a in node.attribute}}
    values = {k: onnx.helper.get_attribute_value(a) for k, a in given.items()}
    return {k: v.decode() if isinstance(v, bytes) else v for k, v in values.items()}


def _array(value: Any) -> Any:
    """Turn a tensor message of a dtype that NumPy has into an array; leave the rest."""
    known = isinstance(value, onnx.TensorProto) and value.data_type in (1, 2, 3, 5, 6, 7, 9, 10, 11)
    return onnx.numpy_helper.to_array(value) if known else value


def _case(raw: Any) -> Case:
    graph = raw.model.graph
    (node,) = graph.node
    ((given, expected),) = raw.data_sets
    left = [_array(v) for v in given]
    inputs = [left.pop(0) if name else None for name in node.input]
    named = [i for i, name in enumerate(node.output) if name]
    outputs = dict(zip(named, (_array(v) for v in expected), strict=True))
    attributes = _attributes(node, raw.model.opset_import[0].version)
    if node.op_type == "Cast":  # a number for a dtype
        attributes["to"] = np.dtype(onnx.helper.tensor_dtype_to_np_dtype(attributes["to"]))
    return Case(
        raw.name.removeprefix("test_"), node.op_type, inputs, attributes, outputs, len(node.output)
    )


def _has_dtypes(case: Case) -> bool:
    allowed = DTYPES | ({np.dtype(np.uint16)} if case.op in CODES else set())
    values = [v for v in [*case.inputs, *case.outputs.values()] if v is not None]
    return all(isinstance(v, np.ndarray | np.generic) and v.dtype in allowed for v in values)


def load() -> tuple[list[Case], dict[str, list[str]]]:
    """Return the cases to run, and the names of the others under the pattern that leaves them out."""
    run: list[Case] = []
    left_out: dict[str, list[str]] = {pattern: [] for pattern in (*EXCLUDED, "dtype")}
    for case in map(_case, _generate()):
        patterns = [p for p in EXCLUDED if fnmatchcase(case.name, p)]
        if not _has_dtypes(case):
            left_out["dtype"].append(case.name)
        elif patterns:
            left_out[patterns[0]].append(case.name)
        else:
            run.append(case)
    return run, left_out
