"""A `Book` and one of its editions → the Sphinx configuration that Jupyter Book 1 would make of it.

The one file that imports jupyter-book. What it gives us is the mapping from `_config.yml` to Sphinx's names
and the list of extensions that authors count on; everything else of a build is ours.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import sphinx
from jupyter_book.config import get_final_config, get_validator
from myst_nb.core.render import base_render_priority

from build_tools.core.book import Book
from build_tools.core.codes import Code
from build_tools.core.diagnostics import BuildError, Diagnostic, Severity
from build_tools.core.edition import Edition
from build_tools.translate.places import released

BUILDER = "mlsysbook-html"
PAPER = "mlsysbook-pdf"
# Paper runs no script, and shows a picture rather than the page that would draw it.
PAPER_TYPES = (
    "image/svg+xml",
    "image/png",
    "image/gif",
    "image/jpeg",
    "text/html",
    "text/markdown",
    "text/latex",
    "text/plain",
)
OURS = "build_tools.sphinxext"
SPHINX_THEMES = Path(sphinx.__file__).parent / "themes"


def sphinx_config(
    book: Book, edition: Edition, overrides: dict[str, Any] | None = None
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the configuration for `edition`, and what is doubtful in `_config.yml`.

    `overrides` win over everything that the book says. An extension that is not installed is left out with
    a `build.extension` warning in a foreign book, and raises BuildError in our own. Local extensions'
    folders join `sys.path`, as jupyter-book does it.
    """
    problems = _schema_problems(book)
    try:
        config, _ = get_final_config(
            user_yaml=book.config.file.path,
            cli_config={"external_toc_path": book.toc.path.name, "latex_individualpages": False},
            sourcedir=book.root,
            validate=False,
        )
    except ValueError as error:
        raise BuildError(_invalid(book, str(error))) from error
    config["extensions"] = _installed(book, config["extensions"], problems)
    _mend_theme(book, config, problems)
    config["exclude_patterns"] = [*config.get("exclude_patterns", []), *_output_pattern(book)]
    # Sphinx's own default is one mapping for the whole process, which a build would fill for the next.
    config.setdefault("source_suffix", {".rst": "restructuredtext"})
    config.update(_translation(book, edition))
    config["nb_mime_priority_overrides"] = _mime_priorities(config)
    if "sphinx_tabs.tabs" in config["extensions"]:
        # It makes tabs for the builders that it knows by name, and plain boxes for any other.
        known = config.get("sphinx_tabs_valid_builders") or ()
        config["sphinx_tabs_valid_builders"] = [*known, BUILDER]
    config["mlsysbook_book"] = book
    config["mlsysbook_edition"] = edition.code
    config["mlsysbook_profile"] = book.profile
    config["mlsysbook_project"] = book.project
    return {**config, **(overrides or {})}, problems


def _translation(book: Book, edition: Edition) -> dict[str, Any]:
    """Return what concerns the language: Sphinx reads the released catalogs, never the translators' files."""
    settings: dict[str, Any] = {"language": edition.sphinx}
    if book.config.sphinx.get("mlsysbook_editions"):
        settings["gettext_compact"] = False
        settings["gettext_auto_build"] = False
        settings["locale_dirs"] = [str(released(book))]
    if edition != book.editions[0]:
        settings["project"] = settings["html_title"] = book.config.title
    return settings


def _installed(book: Book, names: Iterable[str], problems: list[Diagnostic]) -> list[str]:
    found: list[str] = []
    for name in dict.fromkeys((*names, OURS)):
        if _exists(name):
            found.append(name)
            continue
        problem = Diagnostic(
            code=Code.BUILD_EXTENSION,
            message=f"the extension '{name}' is not installed; its directives and roles are unknown",
            remedy=f"Install the package that brings '{name}', or remove it from sphinx.extra_extensions.",
            severity=Severity.ERROR if book.profile == "house" else Severity.WARNING,
            path=book.config.file.path.relative_to(book.root),
            line=book.config.file.line("sphinx", "extra_extensions"),
        )
        if book.profile == "house":
            raise BuildError(problem)
        problems.append(problem)
    return found


def _mime_priorities(config: dict[str, Any]) -> list[list[Any]]:
    """Order output types for our builders: `html` as myst-nb and the book have it, paper as we do."""
    given = [list(each) for each in config.get("nb_mime_priority_overrides") or ()]
    usual = [[BUILDER, mime, rank] for mime, rank in base_render_priority()["html"].items()]
    ours = [[BUILDER, *each[1:]] for each in given if each[0] == "html"]
    paper = [[PAPER, mime, rank] for rank, mime in enumerate(PAPER_TYPES, start=1)]
    return [*usual, *paper, *given, *ours]


def _mend_theme(book: Book, config: dict[str, Any], problems: list[Diagnostic]) -> None:
    """Use Jupyter Book's own theme, without options, where the book's is not installed; say so."""
    name = config["html_theme"]
    beside = [book.root / each for each in config.get("html_theme_path", [])]
    if (
        name in {entry.name for entry in entry_points(group="sphinx.html_themes")}
        or any((folder / name).is_dir() for folder in (*beside, SPHINX_THEMES))
        or _exists(name)
    ):
        return
    problem = Diagnostic(
        code=Code.BUILD_EXTENSION,
        message=f"the theme '{name}' is not installed",
        remedy=f"Install the package that brings '{name}', or remove html_theme.",
        severity=Severity.ERROR if book.profile == "house" else Severity.WARNING,
        path=book.config.file.path.relative_to(book.root),
        line=book.config.file.line("sphinx", "config", "html_theme"),
    )
    if book.profile == "house":
        raise BuildError(problem)
    problems.append(problem)
    config["html_theme"] = "sphinx_book_theme"
    config["html_theme_options"] = {}


def _exists(name: str) -> bool:
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _output_pattern(book: Book) -> list[str]:
    # Output inside the book but not in `_build` (--path-output) must not be read as pages.
    output = book.paths.output
    return [output.relative_to(book.root).as_posix()] if output.is_relative_to(book.root) else []


def _schema_problems(book: Book) -> list[Diagnostic]:
    return [
        Diagnostic(
            code=Code.CONFIG_UNKNOWN_KEY
            if error.validator == "additionalProperties"
            else Code.CONFIG_INVALID,
            message=error.message,
            remedy="Jupyter Book's documentation lists every key of _config.yml.",
            severity=Severity.WARNING,
            path=book.config.file.path.relative_to(book.root),
            line=book.config.file.line(*error.path),
        )
        for error in sorted(
            get_validator().iter_errors(book.config.raw), key=lambda each: list(map(str, each.path))
        )
    ]


def _invalid(book: Book, message: str) -> Diagnostic:
    return Diagnostic(
        code=Code.CONFIG_INVALID,
        message=message,
        remedy="Mend _config.yml.",
        path=book.config.file.path.relative_to(book.root),
        line=book.config.file.line("repository") or 1,
    )
