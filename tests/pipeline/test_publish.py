import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.pipeline import publish as module
from build_tools.pipeline.publish import publish, recover, signature
from tests.pipeline.books import content


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@given(
    versions=st.lists(
        st.dictionaries(st.sampled_from(["a", "b/c", "b/d", "e"]), st.binary(max_size=4)),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_published_is_what_is_staged(
    tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("publish")
    for index, files in enumerate(versions):
        staged = folder / f"staged{index}"
        staged.mkdir()
        publish({"": write(staged, files)}, {}, folder / "html")
        assert content(folder / "html") == files


def test_unchanged_files_are_the_same_files(tmp_path: Path) -> None:
    staged = write(tmp_path / "staged", {"same": b"1", "other": b"2"})
    publish({"": staged}, {}, tmp_path / "html")
    before = (tmp_path / "html" / "same").stat().st_ino
    (staged / "other").write_bytes(b"3")
    assert publish({"": staged}, {}, tmp_path / "html") == ("other",)
    assert (tmp_path / "html" / "same").stat().st_ino == before


def test_rewriting_a_staged_file_in_place_does_not_reach_readers(tmp_path: Path) -> None:
    staged = write(tmp_path / "staged", {"page": b"old"})
    publish({"": staged}, {}, tmp_path / "html")
    publish({"": staged}, {}, tmp_path / "html")
    with (staged / "page").open("r+b") as page:
        page.write(b"new")
    assert (tmp_path / "html" / "page").read_bytes() == b"old"


def test_a_file_without_hard_links_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    staged = write(tmp_path / "staged", {"page": b"text"})
    publish({"": staged}, {}, tmp_path / "html")
    monkeypatch.setattr(os, "link", refuse)
    publish({"": staged}, {}, tmp_path / "html")
    assert content(tmp_path / "html") == {"page": b"text"}


def test_a_failure_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = write(tmp_path / "staged", {"a": b"1", "b": b"2"})
    publish({"": staged}, {}, tmp_path / "html")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (staged / "b").write_bytes(b"3")
    monkeypatch.setattr(module.shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        publish({"": staged}, {}, tmp_path / "html")
    assert content(tmp_path / "html") == {"a": b"1", "b": b"2"}
    recover(tmp_path / "html")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_without_an_atomic_exchange_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda *_: False)
    for text in (b"1", b"2"):
        publish({"": write(tmp_path / "staged", {"a": text})}, {}, tmp_path / "html")
        assert content(tmp_path / "html") == {"a": text}


def test_a_kill_between_the_two_renames_is_mended(tmp_path: Path) -> None:
    write(tmp_path / ".html.old", {"a": b"old"})
    write(tmp_path / ".html.next", {"a": b"half"})
    recover(tmp_path / "html")
    assert content(tmp_path) == {"html/a": b"old"}


def test_a_signature_tells_states_apart(tmp_path: Path) -> None:
    folder = write(tmp_path / "html", {"a": b"1"})
    before = signature(folder)
    assert signature(folder) == before
    (folder / "a").write_bytes(b"22")
    assert signature(folder) != before
