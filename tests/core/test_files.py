"""Atomic writing and digests."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.core.files import digest, digest_file, write_atomic, write_if_changed


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    write_atomic(path, "old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["page.html"]  # noqa: PTH208 - counts hidden files too


def test_what_is_written_is_readable_by_others(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/page.html"
    write_atomic(path, b"x")
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_equal_file_keeps_its_time_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert write_if_changed(path, "same")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, "same")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, "other")


@given(st.lists(st.binary(max_size=8), max_size=5), st.lists(st.binary(max_size=8), max_size=5))
def test_digests_are_equal_exactly_when_the_parts_are(
    left: list[bytes], right: list[bytes]
) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


def test_text_counts_as_its_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert digest("é") == digest("é".encode())
    assert digest_file(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
