"""Packages become a wheel that installs, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from build_tools.builders.wheel import build_wheel


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "sample"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").write_text("answer = 42\n")
    (folder / "inner/__init__.py").write_text("")
    (folder / "data.npz").write_bytes(b"\0\1")
    (folder / "notes.orig").write_text("left by an editor")
    return folder


def contents(wheel: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_package_and_nothing_that_lies_about(package: Path) -> None:
    names = {n for n in contents(build_wheel("a-b", [package]).content) if "dist-info" not in n}
    assert names == {"sample/__init__.py", "sample/inner/__init__.py", "sample/data.npz"}


def test_times_do_not_count_and_contents_do(package: Path) -> None:
    first = build_wheel("a-b", [package])
    os.utime(package / "__init__.py", (1, 1))
    assert build_wheel("a-b", [package]) == first
    (package / "__init__.py").write_text("answer = 43\n")
    changed = build_wheel("a-b", [package])
    assert changed.file_name != first.file_name
    assert first.file_name == f"a_b-{first.version}-py3-none-any.whl"


def test_the_record_lists_every_file_with_its_digest(package: Path) -> None:
    files = contents(build_wheel("a-b", [package]).content)
    record = next(name for name in files if name.endswith("/RECORD"))
    lines = [line.split(",") for line in files[record].decode().splitlines()]
    assert {name for name, _, _ in lines} == set(files)
    for name, digest, size in lines:
        if name != record:
            found = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).decode()
            assert (digest, int(size)) == ("sha256=" + found.rstrip("="), len(files[name]))


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="__init__"):
        build_wheel("a-b", [tmp_path])
