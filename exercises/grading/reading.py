"""A learner's source → what in it looks into the grader, found by reading it, before it runs.

What is listed here has no use in an exercise. Code that hides it (a name put together at run time) meets
`watch`, which looks at what happens.
"""

from __future__ import annotations

import ast

# Ways to frames of the tests, whose local variables hold the expected results, and into calls.
NAMES = frozenset(
    """
    _getframe _current_frames tb_frame gi_frame cr_frame ag_frame f_back f_locals f_globals f_builtins
    f_trace settrace setprofile addaudithook get_objects get_referrers get_referents
    __code__ __closure__ __globals__ __subclasses__
    """.split()  # noqa: SIM905 - twenty quoted words read worse
)
MODULES = frozenset(
    "grading gc ctypes inspect _ctypes _testcapi js pyodide pyodide_js".split()  # noqa: SIM905
)


def forbidden(source: str) -> str | None:
    """Return a sentence about the first thing in `source` that is not allowed; None for honest code.

    Raises SyntaxError for code that does not parse.
    """
    for node in ast.walk(ast.parse(source)):
        for name in _named(node):
            if name in NAMES or (name.split(".")[0] in MODULES and not isinstance(node, ast.Name)):
                line = getattr(node, "lineno", 1)
                return f"line {line} uses `{name}`, which looks into the tests instead of solving the task"
    return None


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if node.value in NAMES else []
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(each.name for each in node.names if each.name in NAMES)]
    return []
