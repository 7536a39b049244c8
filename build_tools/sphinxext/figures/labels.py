"""The source of a figure script → the labels that it gives to `t`, in order, for translators."""

from __future__ import annotations

import ast


def labels(source: str) -> list[str]:
    """Return each text that is passed literally to `t(...)`, once; nothing for a script that does not parse.

    A label that is put together at run time cannot be translated: give `t` the whole sentence with
    `str.format` fields and format its result.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        # The drawing reports it, with its line.
        return []
    found = [
        (node.lineno, node.col_offset, node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "t"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    return list(dict.fromkeys(text for _, _, text in sorted(found)))
