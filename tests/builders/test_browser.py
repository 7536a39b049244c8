"""The folder that a page's Python boots from: complete, checked, and naming no other place."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from build_tools.builders.browser import LOCK, PACKAGE, VERSION, assemble, check_wheel
from build_tools.core.diagnostics import BuildError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return assemble(ROOT, tmp_path_factory.mktemp("python"))


def test_the_lock_names_what_lies_there_by_its_digest(folder: Path) -> None:
    lock = json.loads((folder / LOCK).read_text())
    assert lock["info"]["version"] == VERSION
    assert {"numpy", "matplotlib", PACKAGE} <= set(lock["packages"])
    for name, entry in lock["packages"].items():
        assert set(entry["depends"]) <= set(lock["packages"])
        if name == "numpy":  # comes ready to use instead
            assert (folder / "numpy.pack").is_file()
            continue
        content = (folder / entry["file_name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_wheels_kept_here_are_those_of_pyodides_own_lock() -> None:
    lock = json.loads((ROOT / "node_modules/pyodide" / LOCK).read_text())
    named = {entry["file_name"]: entry["sha256"] for entry in lock["packages"].values()}
    wheels = sorted((ROOT / "exercises/browser/wheels").glob("*.whl"))
    readme = (ROOT / "exercises/browser/wheels/README.md").read_text()
    assert wheels
    for wheel in wheels:
        check_wheel(wheel, named[wheel.name])
        assert f"`{wheel.name}` | `{named[wheel.name]}`" in readme


def test_assembling_again_writes_nothing_and_takes_old_wheels_away(folder: Path) -> None:
    (folder / "mlsysbook_exercises-0.1-py3-none-any.whl").touch()
    assemble(ROOT, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assemble(ROOT, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert len(list(folder.glob("mlsysbook_exercises-*.whl"))) == 1


def test_another_or_no_wheel_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "numpy.whl"
    with pytest.raises(BuildError, match="missing"):
        check_wheel(wheel, "0" * 64)
    wheel.write_bytes(b"not it")
    with pytest.raises(BuildError, match="SHA-256"):
        check_wheel(wheel, "0" * 64)


@pytest.mark.parametrize("version", [None, "0.26.4"])
def test_no_pyodide_or_another_is_refused(tmp_path: Path, version: str | None) -> None:
    if version:
        core = tmp_path / "node_modules/pyodide"
        core.mkdir(parents=True)
        for path in (ROOT / "node_modules/pyodide").iterdir():
            (core / path.name).touch()
        (core / LOCK).write_text(json.dumps({"info": {"version": version}, "packages": {}}))
    with pytest.raises(BuildError, match=version or "not installed"):
        assemble(tmp_path, tmp_path / "out")
