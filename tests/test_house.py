"""Rules of the house that no linter knows: sizes, and what must not stand in a tracked file."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_FILE, MAX_FUNCTION = 300, 60
CODE = (".py", ".js", ".mjs", ".css", ".sh")
# Bundles and wheels that we carry as they came, and the lock files, are not ours to shorten.
FOREIGN = ("vendor/", "package-lock.json")

# Written in pieces, so that this file does not trip over itself.
REGISTRY = re.compile(
    r"https?://[^ \"']*("
    + "|".join(["pyp" + "i", "pythonhoste" + "d", "npmj" + "s", "debia" + "n"])
    + r")\."
)
ABSOLUTE = re.compile(r"(^|[^\w.])/(root|work|home/[a-z]+)/")


@cache
def tracked() -> tuple[Path, ...]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return tuple(
        ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()
    )


def ours(*suffixes: str) -> list[Path]:
    return [
        path
        for path in tracked()
        if path.suffix in suffixes and not any(each in path.as_posix() for each in FOREIGN)
    ]


def too_long_functions(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            docstring = ast.get_docstring(node, clean=False)
            length -= docstring.count("\n") + 1 if docstring else 0
            if length > MAX_FUNCTION:
                found.append(f"{node.name} has {length} lines")
    return found


def forbidden(text: str) -> list[str]:
    return [
        match.group(0).strip()
        for pattern in (REGISTRY, ABSOLUTE)
        for match in pattern.finditer(text)
    ]


@pytest.mark.parametrize("path", ours(*CODE), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_code_is_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MAX_FILE


@pytest.mark.parametrize("path", ours(".py"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_function_is_at_most_60_lines(path: Path) -> None:
    assert too_long_functions(path.read_text()) == []


def test_no_tracked_text_names_a_machine_or_a_registry() -> None:
    found = {}
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if hits := forbidden(text):
            found[path.relative_to(ROOT).as_posix()] = hits[:3]
    assert found == {}


def test_these_rules_bite() -> None:
    long = "def f():\n" + "    x = 1\n" * MAX_FUNCTION
    assert too_long_functions(long) == ["f has 61 lines"]
    assert too_long_functions('def f():\n    """' + "doc\n" * 80 + '"""\n    return 1\n') == []
    assert forbidden("see https://files." + "pythonhoste" + "d.org/x")
    assert forbidden("open('/" + "work/main/x')")
    assert not forbidden("framework/main, https://docs.python.org/3/")


def test_every_label_of_a_figure_reaches_the_translators() -> None:
    """`t(...)` takes a literal text; what is put together at run time is in no catalog."""
    loose = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "figures").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "t"
        and not isinstance(call.args[0], ast.Constant)
    ]
    assert loose == []
