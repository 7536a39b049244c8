"""Tiny books on disk, and executed pages without a kernel where the kernel is not the point."""

from pathlib import Path

import pytest

from build_tools.core.book import read_book
from build_tools.execute.job import RunOptions
from build_tools.execute.planning import page_of, plan
from build_tools.execute.source import job_of
from build_tools.execute.store import Store

HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n"


def cell(code, *tags):
    options = f":tags: [{', '.join(tags)}]\n\n" if tags else ""
    return f"\n```{{code-cell}} python\n{options}{code}\n```\n"


def page(*cells):
    """A MyST notebook from texts: what starts with a fence is a cell already."""
    return HEAD + "\n# Title\n" + "".join(each if "```" in each else cell(each) for each in cells)


def write_book(root: Path, files, config="", execute="execute_notebooks: auto"):
    """Write a book of `files` (path to text) whose pages are all of its `.md` and `.ipynb`."""
    (root / ".git").mkdir(parents=True, exist_ok=True)
    for name, text in {"index.md": "# Book\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pages = sorted(each for each in files if each.endswith((".md", ".ipynb")))
    toc = "".join(f"  - file: {each.rsplit('.', 1)[0]}\n" for each in pages)
    head = "format: jb-book\nroot: index\n"
    (root / "_toc.yml").write_text(head + ("chapters:\n" + toc if toc else ""))
    (root / "_config.yml").write_text(f"title: Book\nexecute:\n  {execute}\n{config}")
    return read_book(root)


def pretend(book, docname, text="1\n"):
    """Store outputs for a page as a run would, each cell printing `text`."""
    [planned] = plan(book, [docname])
    notebook = job_of(book, page_of(book, docname), RunOptions()).notebook
    for each in notebook.cells:
        each.outputs = [{"output_type": "stream", "name": "stdout", "text": text}]
        each.execution_count = 1
    about = {"parts": planned.parts, "seconds": 1.0, "when": "2026-01-01", "complete": True}
    Store(book.paths).put(docname, planned.fingerprint, notebook, about)
    return planned


@pytest.fixture
def make(tmp_path):
    """Write a book into a folder of the test's own."""

    def write(files, **options):
        return write_book(tmp_path / "book", files, **options)

    return write
