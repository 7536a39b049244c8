"""Pyodide's files, wheels, our packages and the page's scripts → one folder that Python boots from.

Everything is checked on the way: the interpreter's version, and each foreign wheel against the SHA-256 in
Pyodide's own lock. The lock that goes to the reader names only what lies in the folder, by relative
names, so nothing can be asked of another host.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from build_tools.builders.bundle import bundle
from build_tools.builders.image import image
from build_tools.builders.wheel import build_wheel
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic
from build_tools.core.files import digest_file, write_if_changed

VERSION = "0.27.7"
PACKAGE = "mlsysbook-exercises"
LOCK = "pyodide-lock.json"
# Bytes of each file on the way to the first line, for a page to say how many are still to come.
SIZES = "sizes.json"
_CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
_OURS = ("tinytorch", "evidence", "grading", "pagecells")
# What each wheel that is kept here needs: Pyodide's lists, less what only other backends of Matplotlib use.
_WHEELS: dict[str, tuple[str, ...]] = {
    "numpy": (),
    "contourpy": ("numpy",),
    "cycler": (),
    "kiwisolver": (),
    "packaging": (),
    "pillow": (),
    "pyparsing": (),
    "python-dateutil": ("six",),
    "six": (),
    "matplotlib": (
        *("contourpy", "cycler", "kiwisolver", "numpy", "packaging", "pillow", "pyparsing"),
        "python-dateutil",
    ),
}
# What comes ready to use, in the image; pyodide-lock.json names them for those that depend on them.
_PACKED = ("numpy",)
# The scripts and style sheets of a page, by the folder that they lie in here and there.
_SCRIPTS = {"lab": "book/theme/static/lab", "practice": "book/theme/static/practice"}
_BUNDLED = ".src.mjs"


def assemble(root: Path, target: Path) -> Path:
    """Fill `target` from the checkout `root`; files that are equal stay untouched. Returns `target`.

    Raises BuildError when Pyodide is not installed, of another version, or a wheel is missing or not the
    one that Pyodide's lock names.
    """
    core, wheels = root / "node_modules/pyodide", root / "exercises/browser/wheels"
    lock = _read_lock(core)
    target.mkdir(parents=True, exist_ok=True)
    for path in [core / name for name in _CORE] + sorted(
        path
        for path in (root / "exercises/browser").glob("*.mjs")
        if not path.name.endswith(".node.mjs")
    ):
        _copy(path, target / path.name)
    packages = {
        name: {**lock["packages"][name], "depends": list(needs)} for name, needs in _WHEELS.items()
    }
    for name, entry in packages.items():
        path = wheels / entry["file_name"]
        check_wheel(path, entry["sha256"])
        if name not in _PACKED:
            _copy(path, target / path.name)
    _add_scripts(root, target)
    ours = build_wheel(PACKAGE, [root / "exercises" / name for name in _OURS])
    write_if_changed(target / ours.file_name, ours.content)
    for path in target.glob(f"{PACKAGE.replace('-', '_')}-*.whl"):
        if path.name != ours.file_name:  # of a build before something changed
            path.unlink()
    packages[PACKAGE] = _entry(ours.file_name, ours.version, digest_file(target / ours.file_name))
    packed = {name: wheels / packages[name]["file_name"] for name in _PACKED}
    boot = [*_CORE, *image(root, {**packed, "ours": target / ours.file_name}, target)]
    sizes = {name: (target / name).stat().st_size for name in boot}
    write_if_changed(target / SIZES, json.dumps(sizes) + "\n")
    text = json.dumps({"info": lock["info"], "packages": packages}, indent=1, sort_keys=True)
    write_if_changed(target / LOCK, text + "\n")
    return target


def check_wheel(path: Path, sha256: str) -> None:
    """Raise BuildError unless `path` exists and has this SHA-256, in hexadecimal."""
    if not path.is_file():
        raise _refuse(f"{path.name}, which Pyodide {VERSION} needs, is missing", path)
    if (found := digest_file(path)) != sha256:
        message = f"{path.name} has SHA-256 {found}, but Pyodide {VERSION} names {sha256}"
        raise _refuse(message, path)


def _read_lock(core: Path) -> dict[str, Any]:
    """Return Pyodide's lock, once its version and the presence of its files are certain."""
    for name in (LOCK, *_CORE):
        if not (core / name).is_file():
            raise _refuse(f"Pyodide is not installed: {name} is missing", core / name)
    lock: dict[str, Any] = json.loads((core / LOCK).read_text(encoding="utf-8"))
    if (found := lock["info"]["version"]) != VERSION:
        raise _refuse(f"Pyodide {found} is installed, but pages run {VERSION}", core / LOCK)
    return lock


def _add_scripts(root: Path, target: Path) -> None:
    """Copy what runs in the page itself; a module `name.src.mjs` is bundled with what it imports from npm."""
    for name, folder in _SCRIPTS.items():
        wanted = set()
        for path in sorted((root / folder).glob("*")):
            own = target / name / path.name.replace(_BUNDLED, ".mjs")
            wanted.add(own.name)
            own.parent.mkdir(exist_ok=True)
            if path.name.endswith(_BUNDLED):
                bundle(root, path, own)
            else:
                _copy(path, own)
        for old in (target / name).glob("*"):
            if old.name not in wanted:
                old.unlink()


def _copy(source: Path, target: Path) -> None:
    """Copy unless the target already is this file; ten megabytes are compared, not rewritten."""
    if not target.is_file() or digest_file(target) != digest_file(source):
        shutil.copyfile(source, target)


def _entry(file_name: str, version: str, sha256: str) -> dict[str, Any]:
    """Return our wheel's entry in the lock, in Pyodide's words."""
    return {
        "depends": ["numpy"],
        "file_name": file_name,
        "imports": list(_OURS),
        "install_dir": "site",
        "name": PACKAGE,
        "package_type": "package",
        "sha256": sha256,
        "unvendored_tests": False,
        "version": version,
    }


def _refuse(message: str, path: Path) -> BuildError:
    return BuildError(
        Diagnostic(
            code=Code.BUILD_TOOL_MISSING,
            message=message,
            remedy="Run `build_tools/environment.sh`, which installs the locked npm packages; "
            "a wheel in exercises/browser/wheels comes back with `git checkout`.",
            path=path,
        )
    )
