"""Printed text as it trickled in → one output for each run of it, as a terminal would show it.

How often a kernel flushes is chance; what is stored must not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode


def merged_streams(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Join printed text between other outputs: standard output first, then standard error.

    The two reach us on ways of their own, so the order between them means nothing.
    """
    merged: list[NotebookNode] = []
    for printed, group in groupby(outputs, key=lambda each: each["output_type"] == "stream"):
        run = list(group)
        if not printed:
            merged += run
            continue
        for name in ("stdout", "stderr"):
            named = [each for each in run if each["name"] == name]
            if named:
                named[0]["text"] = shown("".join(_text(each) for each in named))
                merged.append(named[0])
    return merged


def shown(text: str) -> str:
    """Return what a terminal leaves of `text`: a carriage return lets a line be written over.

    A progress bar of a thousand states becomes its last one.
    """
    if "\r" not in text:
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def _text(output: Any) -> str:
    text = output["text"]
    return text if isinstance(text, str) else "".join(text)
