from pathlib import Path

import pytest

from build_tools.builders.jupyterbook import sphinx_config
from build_tools.core.book import Book, read_book
from build_tools.core.diagnostics import BuildError
from tests.pipeline.books import built, copy_root


def book(folder: Path, more: str) -> Book:
    root = copy_root("minimal", folder)
    with (root / "_config.yml").open("a") as config:
        config.write(more)
    return read_book(root)


def test_the_authors_settings_arrive_under_sphinxs_names(tmp_path: Path) -> None:
    this = book(tmp_path, "copyright: '1969'\nsphinx: {config: {html_show_sphinx: false}}\n")
    config, problems = sphinx_config(this, this.editions[0], {"nitpicky": True})
    assert config["html_title"] == "A minimal book"
    assert config["copyright"] == "1969"
    assert config["html_show_sphinx"] is False
    assert config["nitpicky"] is True
    assert {"myst_nb", "sphinx_book_theme", "build_tools.sphinxext"} <= set(config["extensions"])
    assert problems == []


def test_a_missing_extension_of_a_foreign_book_is_left_out_and_named(tmp_path: Path) -> None:
    this = book(tmp_path, "sphinx:\n  extra_extensions:\n    - sphinx_not_there\n")
    config, (problem,) = sphinx_config(this, this.editions[0])
    assert "sphinx_not_there" not in config["extensions"]
    assert (str(problem.code), problem.line) == ("build.extension", 6)
    assert "sphinx_not_there" in problem.message


def test_a_missing_extension_of_our_book_stops_the_build(tmp_path: Path) -> None:
    more = "sphinx: {extra_extensions: [sphinx_not_there], config: {mlsysbook_profile: house}}\n"
    this = book(tmp_path, more)
    with pytest.raises(BuildError, match="sphinx_not_there"):
        sphinx_config(this, this.editions[0])


def test_a_broken_local_extension_of_a_foreign_book_is_left_out_and_named(tmp_path: Path) -> None:
    this = book(tmp_path, "sphinx:\n  local_extensions:\n    theirs_broken: ext\n")
    (this.root / "ext").mkdir()
    (this.root / "ext" / "theirs_broken.py").write_text(
        "def setup(app):\n    raise RuntimeError('no')\n"
    )
    outcome = built(this.root)
    (warning,) = outcome.diagnostics
    assert str(warning.code) == "build.extension"
    assert "theirs_broken" in warning.message
    assert (outcome.site / "one.html").exists()


def test_a_local_extension_works(tmp_path: Path) -> None:
    this = book(tmp_path, "sphinx:\n  local_extensions:\n    theirs_works: ext\n")
    (this.root / "ext").mkdir()
    (this.root / "ext" / "theirs_works.py").write_text(
        "def change(app, docname, source):\n    source[0] = source[0].replace('Two', 'Deux')\n"
        "def setup(app):\n    app.connect('source-read', change)\n"
    )
    outcome = built(this.root)
    assert not outcome.diagnostics
    assert "Deux" in (outcome.site / "deep" / "two.html").read_text()


def test_an_unknown_key_is_a_warning_with_its_line(tmp_path: Path) -> None:
    this = book(tmp_path, "html:\n  favicon: 3\n")
    _, (problem,) = sphinx_config(this, this.editions[0])
    assert (str(problem.code), problem.line) == ("config.invalid", 6)


def test_buttons_without_a_repository_are_the_authors_to_mend(tmp_path: Path) -> None:
    this = book(tmp_path, "html: {use_issues_button: true}\n")
    with pytest.raises(BuildError, match="repository"):
        sphinx_config(this, this.editions[0])


def test_output_inside_the_book_is_not_read_as_pages(tmp_path: Path) -> None:
    root = copy_root("minimal", tmp_path)
    this = read_book(root, root / "site" / "_build")
    config, _ = sphinx_config(this, this.editions[0])
    assert "site/_build" in config["exclude_patterns"]
