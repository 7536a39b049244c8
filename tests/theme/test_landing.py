"""Where the landing page of our own book lies."""

import subprocess
import sys
from pathlib import Path

CONFIG = """\
title: A house book
only_build_toc_files: true
sphinx: {config: {mlsysbook_profile: PROFILE}}
"""


def build(root: Path, profile: str) -> Path:
    (root / "book").mkdir(parents=True)
    (root / "_config.yml").write_text(CONFIG.replace("PROFILE", profile))
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters: [{file: book/one}]\n"
    )
    (root / "book/index.md").write_text("# Welcome\n\nOn to [](one.md).\n")
    (root / "book/one.md").write_text("# One\n\nBack to [](index.md).\n")
    tool = Path(sys.executable).with_name("mlsysbook")
    subprocess.run([tool, "html", "--quiet", root], check=True, capture_output=True, timeout=100)
    return root / "_build/html"


def test_the_landing_page_of_our_book_is_the_site_s_index(tmp_path: Path) -> None:
    site = build(tmp_path, "house")
    assert 'href="book/one.html"' in (site / "index.html").read_text()
    assert 'href="../index.html"' in (site / "book/one.html").read_text()
    assert not (site / "book/index.html").exists()


def test_another_book_keeps_its_addresses(tmp_path: Path) -> None:
    site = build(tmp_path, "book")
    assert 'href="one.html"' in (site / "book/index.html").read_text()
    assert "book/index.html" in (site / "index.html").read_text()
