"""A book of `tests/roots` that knows nothing of this project → its site by us and by jupyter-book."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from build_tools.core.diagnostics import Diagnostic
from tests.pipeline.books import built, copy_root


@dataclass(frozen=True)
class Sites:
    """One book built twice, and what our builder found wrong with it."""

    ours: Path
    theirs: Path
    findings: list[Diagnostic]

    def soup(self, docname: str) -> BeautifulSoup:
        """Return a whole page of ours."""
        text = (self.ours / f"{docname}.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html5lib")

    def article(self, docname: str) -> Tag:
        """Return the text of a page of ours, without the marks beside headings."""
        article = self.soup(docname).select_one("article.bd-article")
        assert article is not None, f"{docname} has no article"
        for mark in article.select("a.headerlink"):
            mark.decompose()
        return article


def build_twice(name: str, folder: Path) -> Sites:
    """Build a copy of the root `name` with each tool, both at once. Raises what our builder raises."""
    root, copy = copy_root(name, folder / "ours"), copy_root(name, folder / "theirs")
    program = Path(sys.executable).with_name("jupyter-book")
    command = [str(program), "build", str(copy), "--quiet"]
    log = folder / "jupyter-book.log"
    # jupyter-book's own notices hold colors and the time; they are of no use but in a failure.
    environment = {**os.environ, "NO_COLOR": "1"}
    with log.open("w") as stream:
        reference = subprocess.Popen(
            command, stdout=stream, stderr=subprocess.STDOUT, env=environment
        )
        try:
            outcome = built(root)
            code = reference.wait(timeout=120)
        finally:
            reference.kill()
            reference.wait()
    assert code == 0, log.read_text(encoding="utf-8")
    return Sites(outcome.site, copy / "_build" / "html", list(outcome.diagnostics))
