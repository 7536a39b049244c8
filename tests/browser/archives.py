"""What a test run needs in the page, as zips: pytest and hypothesis, and this project's tests."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path

import hypothesis

from tests.browser.selection import ROOT

# pytest, hypothesis and all that they import; each is pure Python but for one module of hypothesis.
TOOLS = (
    "pytest", "_pytest", "py", "pluggy", "iniconfig", "packaging", "pygments",
    "hypothesis", "sortedcontainers", "_hypothesis_pytestplugin", "_hypothesis_globals",
    "_hypothesis_ftz_detector",
)  # fmt: skip
NATIVE = "hypothesis/_native"


def pack_tools(target: Path) -> None:
    """Zip the tools, as they are installed here, with our Python in place of hypothesis's compiled part."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in TOOLS:
            _add_module(archive, name)
        ours = Path(__file__).with_name("hypothesis_native.py").read_text(encoding="utf-8")
        archive.writestr(f"{NATIVE}/__init__.py", f"__version__ = {hypothesis.__version__!r}\n")
        archive.writestr(f"{NATIVE}/internal/__init__.py", "")
        for module in ("floats", "cathetus"):
            archive.writestr(f"{NATIVE}/internal/{module}.py", ours)


def pack_tests(target: Path) -> None:
    """Zip tests/tinytorch and the runner, as they lie in the checkout."""
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(ROOT / "tests/__init__.py", "tests/__init__.py")
        for folder in ("tests/browser", "tests/tinytorch"):
            for path in sorted((ROOT / folder).rglob("*")):
                if path.suffix in (".py", ".npz"):
                    archive.write(path, path.relative_to(ROOT).as_posix())


def _add_module(archive: zipfile.ZipFile, name: str) -> None:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    origin = Path(spec.origin)
    if spec.submodule_search_locations is None:
        archive.write(origin, origin.name)
        return
    for path in sorted(origin.parent.rglob("*")):
        # Compiled files are for this machine; hypothesis reads tables from .json.gz, pytest from .txt.
        if path.is_file() and path.suffix not in (".pyc", ".pyi", ".so", ".dylib", ".pyd"):
            archive.write(path, path.relative_to(origin.parent.parent).as_posix())
