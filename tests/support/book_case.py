"""A book of `tests/roots`, or one written on the spot → a build, its pages and its whole warning stream.

    built = case("values").publish("page", [record("speed", 3.4)]).build()
    assert built.page("page").select_one(".ml-value").text == "3.4"
    assert not built.warnings

A build runs in this process with Sphinx's plainest theme, so that it takes half a second.
"""

from __future__ import annotations

import io
import pickle
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

import evidence
from build_tools.core.book import Book, read_book
from build_tools.execute import RunOptions, plan
from build_tools.execute.planning import page_of
from build_tools.execute.source import job_of
from build_tools.execute.store import Store

ROOTS = Path(__file__).parents[1] / "roots"
Output = dict[str, Any]
RECORD, CLAIM = (f"application/vnd.mlsysbook.{kind}+json" for kind in ("record", "claim"))
MACHINE = {"cpu": "Test CPU", "cores": 2, "memory": 8 * 2**30}
DATE = "2026-11-23T10:00:00+00:00"

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_nb", "sphinx_external_toc", "build_tools.sphinxext"],
    "html_theme": "basic",
    "html_sidebars": {"**": ["globaltoc.html"]},
    "numfig": True,
    "external_toc_path": "_toc.yml",
    "myst_enable_extensions": ["colon_fence", "dollarmath"],
    "exclude_patterns": ["_build", "**.ipynb_checkpoints"],
}


def record(id: str, value: Any, **about: Any) -> Output:
    """Return the output of a cell that recorded `value`, on a machine and a day that never change."""
    payload = _said(lambda: evidence.record(id, value, **about), RECORD)
    return _display(RECORD, {**payload, "machine": MACHINE, "date": DATE})


def claim(text: str, holds: bool) -> Output:
    """Return the output of a cell that claimed `text` of a measurement."""
    return _display(CLAIM, _said(lambda: evidence.claim(text, holds), CLAIM))


def stream(text: str) -> Output:
    """Return the output of a cell that printed `text`."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def _said(speak: Any, mime: str) -> dict[str, Any]:
    speak()
    said: dict[str, Any] = evidence.collected()[-1][mime]
    return said


def _display(mime: str, payload: dict[str, Any]) -> Output:
    data = {mime: payload, "text/plain": "a text for those who cannot read the type"}
    return {"output_type": "display_data", "data": data, "metadata": {}}


@dataclass(frozen=True)
class Warned:
    """One line of the warning stream: where, what, and the code in brackets, if any."""

    path: str
    line: int | None
    message: str
    code: str


@dataclass
class Built:
    """A finished build."""

    root: Path
    outdir: Path
    doctrees: Path
    stream: str
    read: list[str]

    @property
    def warnings(self) -> list[Warned]:
        """Every warning, in order."""
        return [_warned(line, self.root) for line in self.stream.splitlines() if line.strip()]

    @property
    def codes(self) -> list[str]:
        """The codes of all warnings, in order."""
        return [each.code for each in self.warnings]

    def site(self, docname: str) -> BeautifulSoup:
        """Return a whole HTML page, with its navigation."""
        text = (self.outdir / f"{docname}.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html5lib")

    def page(self, docname: str) -> Tag:
        """Return the body of an HTML page."""
        body = self.site(docname).select_one("div.body, article")
        assert body is not None, f"{docname} has no body"
        for link in body.select("a.headerlink"):
            link.decompose()
        return body

    def text(self, docname: str, suffix: str = ".txt") -> str:
        """Return a page of any other builder as text."""
        return (self.outdir / f"{docname}{suffix}").read_text(encoding="utf-8")

    def doctree(self, docname: str) -> nodes.document:
        """Return a page as Sphinx read it, before post-transforms."""
        with (self.doctrees / f"{docname}.doctree").open("rb") as stored:
            tree: nodes.document = pickle.load(stored)
        return tree


def _warned(line: str, root: Path) -> Warned:
    found = re.match(r"(?:(?P<place>.*?): )?(?:WARNING|ERROR|CRITICAL): (?P<text>.*)", line)
    if found is None:
        return Warned("", None, line, "")
    place = (found["place"] or "").replace(f"{root}/", "")
    path, _, number = place.rpartition(":") if re.search(r":\d+$", place) else (place, "", "")
    code = re.search(r"\[([a-z0-9_-]+\.[a-z0-9_-]+)\]", found["text"])
    return Warned(path, int(number) if number else None, found["text"], code[1] if code else "")


@dataclass
class BookCase:
    """A book in a folder of the test's own; methods change it and return it."""

    root: Path
    settings: dict[str, Any] = field(default_factory=lambda: dict(SETTINGS))

    @classmethod
    def copy(cls, name: str, folder: Path) -> Self:
        """Copy `tests/roots/<name>` into `folder`."""
        root = folder / name
        shutil.copytree(ROOTS / name, root)
        return cls(root)

    @property
    def book(self) -> Book:
        """The book as it stands."""
        return read_book(self.root)

    def write(self, files: dict[str, str]) -> Self:
        """Write texts by path; new pages are not added to the contents."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self

    def publish(self, docname: str, *cells: list[Output]) -> Self:
        """Store outputs of a page's code cells, one list a cell, as a run would have."""
        book = self.book
        [planned] = plan(book, [docname])
        notebook = job_of(book, page_of(book, docname), RunOptions()).notebook
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for count, (cell, outputs) in enumerate(zip(code, cells, strict=True), start=1):
            cell.outputs, cell.execution_count = outputs, count
        about = {"parts": planned.parts, "seconds": 1.0, "when": "2026-11-23", "complete": True}
        Store(book.paths).put(docname, planned.fingerprint, notebook, about)
        return self

    def build(self, builder: str = "html", **settings: Any) -> Built:
        """Build with `builder` of Sphinx; the environment of an earlier build is used again."""
        return self._sphinx(builder, {**self.settings, "mlsysbook_book": self.book, **settings})

    def bare(self, builder: str = "html", **settings: Any) -> Built:
        """Build with these settings only, as a Sphinx project that need not be a book."""
        return self._sphinx(builder, settings)

    def _sphinx(self, builder: str, options: dict[str, Any]) -> Built:
        output = self.root / "_build"
        language = options.get("language", "en")
        # The gettext builder keeps other facts of a tree than the writers do, and shares none.
        trees = "trees-gettext" if builder == "gettext" else "trees"
        outdir, doctrees = (output / f"{kind}-{language}" for kind in (builder, trees))
        # Sphinx writes the suffixes that extensions add into its own default, for the next build to find.
        options = {"source_suffix": {".rst": "restructuredtext"}, **options}
        warnings = io.StringIO()
        read: list[str] = []
        with patch_docutils(), docutils_namespace():
            # Nor does Sphinx forget its own words: a build in Korean is followed by one in Korean.
            locale.translators.pop(("general", "sphinx"), None)
            app = Sphinx(
                self.root, None, outdir, doctrees, builder, options, status=None, warning=warnings
            )
            app.connect("source-read", lambda _app, docname, _text: read.append(docname))
            app.build()
            locale.translators.pop(("general", "sphinx"), None)
        return Built(self.root, outdir, doctrees, strip_colors(warnings.getvalue()), read)
