"""`_config.yml`: what is read, and what is refused at which line."""

from pathlib import Path

import pytest

from build_tools.core.codes import Code
from build_tools.core.config import Config, Execution, read_config
from build_tools.core.diagnostics import BuildError
from build_tools.core.edition import read_editions


def config(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "_config.yml"
    path.write_text(text)
    return read_config(path)


def test_an_empty_file_has_jupyter_books_defaults(tmp_path: Path) -> None:
    found = config(tmp_path, "")
    assert found.execution == Execution("auto", (), 30, False, False)
    assert (found.title, found.only_toc_files, found.exclude) == ("My Jupyter Book", False, ())


def test_what_is_set_is_read(tmp_path: Path) -> None:
    text = """\
title: A Book
author: [not, one]
"""
    with pytest.raises(BuildError):
        config(tmp_path, text)
    text = """\
title: A Book
exclude_patterns: [drafts/*]
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: -1, exclude_patterns: ["*.ipynb"], allow_errors: true}
sphinx: {config: {language: ja}}
"""
    found = config(tmp_path, text)
    assert found.exclude == ("drafts/*",)
    assert found.only_toc_files
    assert found.execution == Execution("cache", ("*.ipynb",), -1, True, False)
    assert read_editions(found)[0].code == "ja"


def test_a_bare_off_is_not_false(tmp_path: Path) -> None:
    assert config(tmp_path, "execute:\n  execute_notebooks: off\n").execution.mode == "off"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: [a]\n", 1),
        ("execute:\n  timeout: soon\n", 2),
        ("execute:\n  timeout: 0\n", 2),
        ("\nexecute:\n  execute_notebooks: maybe\n", 3),
        ("execute: yes please\n", 1),
        ("exclude_patterns: [1]\n", 1),
        ("only_build_toc_files: sure\n", 1),
        ("- a list\n", 1),
    ],
)
def test_a_wrong_value_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BuildError) as caught:
        config(tmp_path, text)
    (found,) = caught.value.diagnostics
    assert (found.code, found.line) == (Code.CONFIG_INVALID, line)


def test_malformed_yaml_is_named_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        config(tmp_path, "title: A\nauthor: [b\ncopyright: c\n")
    (found,) = caught.value.diagnostics
    assert (found.code, found.line) == (Code.CONFIG_MALFORMED, 3)
    assert found.column


def test_not_utf8_is_malformed(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_bytes(b"title: \xff\n")
    with pytest.raises(BuildError, match="UTF-8"):
        read_config(tmp_path / "_config.yml")


def test_editions_in_order_with_defaults(tmp_path: Path) -> None:
    text = """\
sphinx:
  config:
    mlsysbook_editions:
      - {code: en, name: English}
      - {code: zh, html: zh-Hans, sphinx: zh_CN, fonts: [Noto Serif CJK SC]}
"""
    english, chinese = read_editions(config(tmp_path, text))
    assert (english.code, english.html, english.sphinx, english.name) == (
        "en",
        "en",
        "en",
        "English",
    )
    assert (chinese.html, chinese.sphinx, chinese.fonts) == (
        "zh-Hans",
        "zh_CN",
        ("Noto Serif CJK SC",),
    )


@pytest.mark.parametrize(
    "editions",
    ["3", "[]", "[{name: x}]", "[{code: a/b}]", "[{code: a}, {code: a}]", "[{code: a, x: 1}]"],
)
def test_wrong_editions_are_refused(tmp_path: Path, editions: str) -> None:
    found = config(tmp_path, f"sphinx:\n  config:\n    mlsysbook_editions: {editions}\n")
    with pytest.raises(BuildError) as caught:
        read_editions(found)
    assert caught.value.diagnostics[0].line == 3
