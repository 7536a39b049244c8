"""Folders of Python packages → one pure-Python wheel, the same bytes from the same files.

setuptools would do it too, but takes whatever it finds, needs a build environment and stamps times; a
wheel is a zip with three text files more than its packages.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# What a package may hold; compiled leftovers and editors' files stay out.
_SUFFIXES = (".py", ".npz", ".wasm", ".typed")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell


@dataclass(frozen=True)
class Wheel:
    """A wheel in memory; `version` holds a digest of its content, so a changed file is a new name."""

    file_name: str
    version: str
    content: bytes


def build_wheel(name: str, packages: Sequence[Path]) -> Wheel:
    """Pack package folders (each becomes importable by its own name) into a wheel called `name`.

    Raises FileNotFoundError for a folder without `__init__.py`.
    """
    files: dict[str, bytes] = {}
    for package in packages:
        if not (package / "__init__.py").is_file():
            raise FileNotFoundError(f"{package} is no package: it has no __init__.py")
        for path in sorted(package.rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                files[path.relative_to(package.parent).as_posix()] = path.read_bytes()
    digest = hashlib.sha256()
    for key in sorted(files):
        digest.update(f"{key}\0{len(files[key])}\0".encode() + files[key])
    # A name of its own per content lets a page's files be cached for good. Decimal, because some hosts
    # read the + of a local version as a space.
    version = f"0.{int(digest.hexdigest()[:12], 16)}"
    stem = f"{name.replace('-', '_')}-{version}"
    files[f"{stem}.dist-info/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nRequires-Dist: numpy\n".encode()
    )
    files[f"{stem}.dist-info/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: mlsysbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{stem}.dist-info/RECORD"] = _record(files, f"{stem}.dist-info/RECORD")
    return Wheel(f"{stem}-py3-none-any.whl", version, _zip(files))


def _record(files: dict[str, bytes], own: str) -> bytes:
    """List every file with its digest and size, as PEP 376 says; the list's own line has neither."""
    lines = []
    for key in sorted(files):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[key]).digest()).rstrip(b"=").decode()
        lines.append(f"{key},sha256={digest},{len(files[key])}")
    return "\n".join([*lines, f"{own},,"]).encode() + b"\n"


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for key in sorted(files):
            info = zipfile.ZipInfo(key, _EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, files[key])
    return stream.getvalue()
