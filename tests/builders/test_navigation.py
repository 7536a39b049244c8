"""The tree that is made once a book is, on every page, the one that the theme would have made."""

from pathlib import Path
from typing import Any

import pytest

from build_tools.builders.html.navigation import Navigation
from tests.pipeline.books import apart, built, content, copy_root

NESTED = """\
format: jb-book
root: index
parts:
  - caption: One
    numbered: true
    chapters:
      - file: one
        sections:
          - file: deep/two
  - caption: Elsewhere
    chapters:
      - url: https://example.org
        title: Another site
"""


def pages(root: Path, name: str, *, theirs: bool) -> dict[str, bytes]:
    """Build `root` with the theme's own navigation or with ours."""
    output = root.parent / name

    def work() -> dict[str, bytes]:
        if theirs:
            replaced: Any = Navigation
            replaced.attach = lambda self: None
        built(root, output)
        return content(output / "html")

    return {each: data for each, data in apart(work).items() if each.endswith(".html")}


@pytest.mark.parametrize("options", ["", "show_navbar_depth: 0", "collapse_navbar: true"])
def test_a_nested_tree(tmp_path: Path, options: str) -> None:
    root = copy_root("minimal", tmp_path)
    (root / "_toc.yml").write_text(NESTED)
    with (root / "_config.yml").open("a") as config:
        config.write(f"sphinx:\n  config:\n    html_theme_options: {{{options}}}\n")
    ours = pages(root, "ours", theirs=False)
    assert b'class="current reference internal" href="#"' in ours["deep/two.html"]
    assert ours == pages(root, "theirs", theirs=True)
