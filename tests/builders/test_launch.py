"""Links that open a page elsewhere, and notebooks that bring our packages from the book's own site."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.builders.html.launch import launch_links
from build_tools.builders.html.notebook_wheel import install_cell
from build_tools.core.book import read_book

ROOT = Path(__file__).parents[2]
PAGE, NOTEBOOK = "chapters/cells", "_notebooks/chapters/cells.ipynb"


@pytest.fixture
def book(tmp_path):
    """Return the running book with more in its configuration."""

    def made(more):
        target = tmp_path / "book"
        shutil.copytree(ROOT / "tests/roots/laboratory", target)
        with (target / "_config.yml").open("a") as stream:
            stream.write(more)
        return read_book(target)

    return made


def links(book):
    found = launch_links(book, PAGE, NOTEBOOK, "en")
    return {each["title"]: each["url"] for each in found}


def test_a_book_on_github_is_opened_in_binder_and_colab(book):
    found = links(book("repository: {url: https://github.com/someone/book.git, branch: next}\n"))
    assert found == {
        "Binder": "https://mybinder.org/v2/gh/someone/book/next?urlpath=lab%2Ftree%2Fchapters%2Fcells.md",
        "Colab": "https://colab.research.google.com/github/someone/book/blob/gh-pages/en/"
        "_notebooks/chapters/cells.ipynb",
    }


def test_a_hub_and_a_folder_of_the_repository_are_named(book):
    found = links(
        book(
            "repository: {url: https://github.com/someone/book, path_to_book: text}\n"
            "launch_buttons: {jupyterhub_url: https://hub.example.org/}\n"
        )
    )
    assert found["JupyterLab"] == (
        "https://hub.example.org/hub/user-redirect/git-pull?repo=https://github.com/someone/book"
        "&branch=main&urlpath=lab/tree/book/text/chapters/cells.md"
    )


@pytest.mark.parametrize("more", ["", "repository: {url: https://git.example.org/a/b}\n"])
def test_without_a_repository_that_they_know_there_is_no_link(book, more):
    assert links(book(more)) == {}


def test_only_a_notebook_that_imports_ours_installs_them():
    site = "https://example.org/en/_notebooks/"
    cell = install_cell(site, ["import numpy", "from tinytorch import tensor"])
    assert cell is not None
    assert f"--no-index --no-deps --find-links {site} mlsysbook-exercises" in cell["source"]
    assert install_cell(site, ["import numpy"]) is None
    assert install_cell("", ["import tinytorch"]) is None


def test_the_site_serves_what_its_notebooks_install(tmp_path):
    book = tmp_path / "book"
    shutil.copytree(ROOT / "tests/roots/laboratory", book)
    shutil.copytree(ROOT / "book/theme", book / "theme")
    with (book / "_config.yml").open("a") as stream:
        stream.write("html: {baseurl: 'https://example.org/'}\n")
    tool = Path(sys.executable).with_name("mlsysbook")
    subprocess.run([tool, "html", "--no-execute", "-q", book], check=True, timeout=120)
    folder = book / "_build/html/en/_notebooks"
    first = json.loads((folder / "chapters/cells.ipynb").read_text())["cells"][0]
    assert "https://example.org/en/_notebooks/" in first["source"]
    target = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--target",
        target,
    ]
    # The same page of links, from the disk instead of the network.
    subprocess.run(
        [*install, "--find-links", folder / "index.html", "mlsysbook-exercises"],
        check=True,
        timeout=120,
    )
    assert (target / "tinytorch/__init__.py").is_file()
    assert (target / "evidence/__init__.py").is_file()
